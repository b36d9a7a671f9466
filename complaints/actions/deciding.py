"""How a case is decided, answered and closed. Source: regulation, 3.5; 59-ФЗ, 10."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from complaints.actions.refusals import Refused, demand_room, unless
from complaints.actions.steps import held, held_together, move, note
from complaints.actions.telling import tell_author
from complaints.enums import About, Delivery, Finding, Series, Signature, Status, StepKind
from complaints.models import Answer, Complaint, Entry, Number, SignedCopy
from complaints.rules.drafting import draft
from complaints.rules.ending import (
    approved_already,
    not_by_this_way,
    nowhere_to_send,
    out_of_turn,
    without_information,
    without_letter,
)
from journal.evidence import Evidence, entry_of

WITH_ITS_LEAD = "Решение принимают по обращению {}: это присоединено к нему."
NO_REASONS = "Напишите основания решения."
NO_ANSWER = "Ответа ещё нет: сначала примите решение."
NO_TEXT = "Напишите текст ответа и кому он."
AHEAD = "День отправки ещё не наступил. Проверьте дату."
BEFORE = "Решение принято или ответ утверждён позже этого дня. Проверьте дату."
# A scan of a page, or a document with a signature.
MOST_OF_A_COPY = 5 * 2**20
COPIES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "sig": "application/octet-stream"}


@dataclass(frozen=True)
class Decision:
    """What the director has found, why, what was done and what remains; `why_never`: why there will be no entry."""

    finding: Finding
    reasons: str
    done: str = ""
    remains: str = ""
    why_never: str = ""


def entry_now(case: Complaint, *, now: datetime) -> Evidence | None:
    """Return the entry the case is about as the diary has it now; None where none was named or none is owed."""
    entry = getattr(case, "entry", None)
    return entry and entry_of(entry.key, student=case.child, now=now)


@transaction.atomic
def decide(complaint: Complaint, *, decision: Decision, by: User, at: datetime, seen: int | None = None) -> None:
    """Decide a case and those joined to it, and draft the answer to each author. Raises Refused."""
    case = held(complaint, seen=seen)
    if case.is_led:
        raise Refused(WITH_ITS_LEAD.format(case.lead))
    if not decision.reasons.strip():
        raise Refused(NO_REASONS)
    texts = {name: getattr(decision, name) for name in ("reasons", "done", "remains", "why_never")}
    demand_room(Complaint, **texts)
    joined = case.joined.exclude(status__in=Status.ended()).values_list("pk", flat=True)
    cases = (case, *held_together(*joined))
    answers = {answer.complaint_id: answer for answer in Answer.objects.filter(complaint__in=cases)}
    for one in cases:
        before = answers.get(one.pk)
        unless(approved_already(is_approved=bool(before and before.is_approved)))
        facts = texts | {"finding": decision.finding, "decided_by": by, "decided_at": at}
        said = f"{Finding(decision.finding).label}: {decision.reasons}"
        move(one, Status.DECIDED, StepKind.DECIDED, by=by, at=at, text=said[:4000], **facts)
        _draft(one, before, by=by, at=at)


@transaction.atomic
def write_answer(
    complaint: Complaint,
    *,
    text: str,
    addressee: str,
    address: str = "",
    executor: str = "",
    by: User,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Change the words of an answer that has not been approved. Raises Refused."""
    case = held(complaint, seen=seen)
    answer = _drafted(case)
    unless(approved_already(is_approved=answer.is_approved))
    unless(out_of_turn(case.status, Status.DECIDED))
    if not text.strip() or not addressee.strip():
        raise Refused(NO_TEXT)
    demand_room(Answer, text=text, addressee=addressee, address=address, executor=executor)
    answer.text, answer.addressee = text.strip(), addressee.strip()
    answer.address, answer.executor = address.strip(), executor.strip()
    answer.save(update_fields=["text", "addressee", "address", "executor"])
    note(case, StepKind.DRAFTED, by=by, at=at)


@transaction.atomic
def approve(complaint: Complaint, *, by: User, at: datetime, seen: int | None = None) -> Answer:
    """Approve an answer: it gets its number and its day, and never changes again. Raises Refused."""
    case = held(complaint, seen=seen)
    answer = _drafted(case)
    unless(approved_already(is_approved=answer.is_approved))
    unless(out_of_turn(case.status, Status.DECIDED))
    answer.approved_by, answer.approved_at, answer.approved_on = by, at, localdate(at)
    answer.year = answer.approved_on.year
    answer.serial = Number.objects.held(Series.ANSWER, answer.year).take()
    answer.save()
    note(case, StepKind.APPROVED, by=by, at=at, text=f"Ответ {answer}")
    return answer


@transaction.atomic
def attach_copy(
    complaint: Complaint, *, name: str, content: bytes, signature: Signature, by: User, at: datetime
) -> SignedCopy:
    """Keep the signed letter as a file, instead of one attached before. Raises Refused."""
    case = held(complaint)
    answer = _drafted(case)
    unless(out_of_turn(case.status, Status.DECIDED, Status.ANSWERED))
    if not answer.is_approved:
        raise Refused("Приложить можно утверждённый ответ: сначала утвердите его.")
    kind = COPIES.get(name.rpartition(".")[2].lower())
    if kind is None:
        raise Refused(f"Приложите файл одного из видов: {', '.join(COPIES)}.")
    if len(content) > MOST_OF_A_COPY:
        raise Refused(f"Файл больше {MOST_OF_A_COPY // 2**20} МБ. Отсканируйте с меньшим разрешением.")
    answer.signature = signature
    answer.save(update_fields=["signature"])
    facts = {"name": name[-120:], "kind": kind, "content": content, "attached_by": by, "attached_at": at}
    note(case, StepKind.SIGNED, by=by, at=at, text=f"{name[-120:]}, подписан {Signature(signature).label}")
    return SignedCopy.objects.update_or_create(answer=answer, defaults=facts)[0]


@transaction.atomic
def mark_answered(
    complaint: Complaint,
    *,
    delivery: Delivery,
    on: date,
    where: str = "",
    by: User,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Write down that the author has been answered: how, when, where to. Raises Refused."""
    case = held(complaint, seen=seen)
    answer = _drafted(case)
    is_oral = delivery == Delivery.ORAL
    unless(not_by_this_way(needs_letter=case.needs_letter, is_oral=is_oral))
    unless(without_letter(needs_letter=not is_oral, is_approved=answer.is_approved))
    unless(nowhere_to_send(delivery, where.strip(), is_known=case.author_id is not None))
    demand_room(Answer, sent_where=where)
    if on > localdate(at):
        raise Refused(AHEAD)
    if on < (answer.approved_on or localdate(case.decided_at)):
        raise Refused(BEFORE)
    if answer.is_approved:
        answer.sent_by, answer.sent_on, answer.sent_where = delivery, on, where.strip()
        answer.save(update_fields=["sent_by", "sent_on", "sent_where"])
    said = ", ".join(filter(None, (f"{Delivery(delivery).label} {on:%d.%m.%Y}", where.strip())))
    move(case, Status.ANSWERED, StepKind.ANSWERED, by=by, at=at, text=said)
    tell_author(case, f"На ваше обращение {case} дан ответ.", key="answered", at=at)


@transaction.atomic
def close(complaint: Complaint, *, why_never: str = "", by: User, at: datetime, seen: int | None = None) -> None:
    """Close an answered case, keeping the proof of what the diary says now (regulation, 3.5). Raises Refused."""
    case = held(complaint, seen=seen)
    demand_room(Complaint, why_never=why_never)
    found = entry_now(case, now=at)
    is_found = bool(found and found.is_found)
    never = why_never.strip() or case.why_never
    unless(without_information(wants_entry=case.about == About.MISSING, is_found=is_found, why_never=never))
    said = found.excerpt if is_found else never
    move(case, Status.CLOSED, StepKind.CLOSED, by=by, at=at, text=said[:4000], why_never="" if is_found else never)
    if is_found:
        proof = {"proof": found.excerpt, "entered_at": found.entered_at, "proven_at": at}
        Entry.objects.filter(complaint=case).update(**proof)
    tell_author(case, f"Рассмотрение обращения {case} завершено.", key="closed", at=at)


def _drafted(case) -> Answer:
    answer = Answer.objects.filter(complaint=case).first()
    if answer is None:
        raise Refused(NO_ANSWER)
    return answer


def _draft(case, before, *, by, at):
    """Write the answer anew from the facts; words of a draft that stood before stay in a step."""
    text = draft(case, getattr(case, "entry", None), entry_now(case, now=at))
    if before and before.text != text:
        note(case, StepKind.DRAFTED, by=by, at=at, text=f"Прежний текст: {before.text}"[:4000])
    answer = before or Answer(complaint=case)
    answer.text, answer.addressee, answer.address = text, case.signed_as, case.reply_to
    answer.save()
