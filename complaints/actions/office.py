"""What the director does with a case before it is decided. Source: 59-ФЗ, 8, 10 and 12."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from accounts.russian import full_date
from complaints.actions.refusals import Refused, demand_room, unless
from complaints.actions.registering import keep_facts, looked_up
from complaints.actions.steps import demand_seen, held, held_together, move, note
from complaints.actions.telling import tell_author, tell_directors, tell_teacher
from complaints.enums import About, Status, StepKind
from complaints.models import Complaint, Question
from complaints.rules.clocks import prolonged_too_far

NO_QUESTION = "Напишите, что нужно объяснить."
NO_REASON = "Напишите причину: её увидит заявитель."
NO_PLACE = "Напишите, куда переадресовано обращение."
ANSWERED = "Вы уже ответили на этот вопрос."
LINKED_ALREADY = "Эта запись уже связана с обращением: какой она была, не переписывают."
TOO_LATE = "Рассмотрение завершено: объяснение больше не нужно."
PAST = "Этот день уже прошёл. Выберите день не раньше сегодняшнего."
NOT_TO_ITSELF = "Обращение нельзя присоединить к нему самому."
PROLONGED = "Срок уже продлевали: закон позволяет сделать это один раз."


@transaction.atomic
def take(complaint: Complaint, *, by: User, at: datetime, seen: int | None = None) -> None:
    """Begin to look into a case. Raises Refused."""
    move(held(complaint, seen=seen), Status.IN_REVIEW, StepKind.TAKEN, by=by, at=at)


@transaction.atomic
def link_entry(complaint: Complaint, *, entry: str, by: User, at: datetime, seen: int | None = None) -> None:
    """Say which entry of the child's diary a case is about. Raises Refused."""
    case = held(complaint, seen=seen)
    before = getattr(case, "entry", None)
    if before or case.is_over:
        _demand_open(case)
    found = looked_up(entry, case, at=at)
    if before and before.key == found.key:
        raise Refused(LINKED_ALREADY)
    said = f"{found.named}: {found.state}"
    # What the case was about stays in a step, which nobody changes.
    said += f". Прежде: {before.named}: {before.said}" if before else ""
    keep_facts(case, found, at=at)
    about = case.about if found.is_found else About.MISSING
    note(case, StepKind.LINKED, by=by, at=at, text=said[:4000], about=about)


@transaction.atomic
def ask(complaint: Complaint, *, teacher: User, text: str, by: User, at: datetime, seen: int | None = None) -> Question:
    """Ask a teacher to explain; the teacher reads the question alone, never the complaint. Raises Refused."""
    case = held(complaint, seen=seen)
    _demand_open(case)
    if not text.strip():
        raise Refused(NO_QUESTION)
    demand_room(Question, text=text)
    question = Question.objects.create(complaint=case, teacher=teacher, text=text.strip(), asked_by=by, asked_at=at)
    _begin(case, by, at)
    note(case, StepKind.ASKED, by=by, at=at, text=question.text)
    tell_teacher(question, "Директор просит вас объяснить запись в дневнике.", at=at)
    return question


@transaction.atomic
def explain(question: Question, *, text: str, by: User, at: datetime) -> None:
    """Answer a question of the director, once. Raises Refused."""
    case = held(question.complaint)
    row = Question.objects.get(pk=question.pk)
    if row.answered_at:
        raise Refused(ANSWERED)
    if case.is_over:
        raise Refused(TOO_LATE)
    if not text.strip():
        raise Refused("Напишите объяснение.")
    demand_room(Question, answer=text)
    row.answer, row.answered_at = text.strip(), at
    row.save(update_fields=["answer", "answered_at"])
    note(case, StepKind.EXPLAINED, by=by, at=at, text=row.answer)
    tell_directors(case, f"Есть объяснения учителя к обращению {case}.", key=f"explained-{row.pk}", at=at)


@transaction.atomic
def prolong(complaint: Complaint, *, until: date, why: str, by: User, at: datetime, seen: int | None = None) -> None:
    """Give the answer a later day, once, and tell the author of it and why. Raises Refused."""
    case = held(complaint, seen=seen)
    _demand_open(case)
    if not why.strip():
        raise Refused(NO_REASON)
    demand_room(Complaint, prolonged_why=why)
    if case.prolonged_until:
        raise Refused(PROLONGED)
    unless(prolonged_too_far(case.answer_by, until))
    if until < localdate(at):
        raise Refused(PAST)
    _begin(case, by, at)
    said = f"до {full_date(until)}: {why.strip()}"
    note(case, StepKind.PROLONGED, by=by, at=at, text=said, prolonged_until=until, prolonged_why=why.strip())
    tell_author(case, f"Срок ответа на обращение {case} продлён до {full_date(until)}.", key="prolonged", at=at)


@transaction.atomic
def join(complaint: Complaint, *, lead: Complaint, by: User, at: datetime, seen: int | None = None) -> None:
    """Look into a case together with another about the same: one draft, a letter and a number each. Raises Refused."""
    if complaint == lead:
        raise Refused(NOT_TO_ITSELF)
    rows = {row.pk: row for row in held_together(complaint.pk, lead.pk)}
    case, head = rows[complaint.pk], rows[lead.pk]
    demand_seen(case, seen)
    for one in (case, head):
        _demand_open(one)
    if head.lead_id or case.joined.exists():
        raise Refused(f"{head if head.lead_id else case}: к этому обращению уже присоединены другие или оно само.")
    _begin(case, by, at)
    note(case, StepKind.JOINED, by=by, at=at, text=f"Рассматривается вместе с обращением {head}", lead=head)
    note(head, StepKind.JOINED, by=by, at=at, text=f"Вместе рассматривается обращение {case}")


@transaction.atomic
def redirect(complaint: Complaint, *, where: str, by: User, at: datetime, seen: int | None = None) -> None:
    """Send a case on to whom it belongs, and tell the author (59-ФЗ, 8). Raises Refused."""
    case = held(complaint, seen=seen)
    if not where.strip():
        raise Refused(NO_PLACE)
    demand_room(Complaint, why_never=where)
    move(case, Status.REDIRECTED, StepKind.REDIRECTED, by=by, at=at, text=where.strip())
    tell_author(case, f"Обращение {case} переадресовано: {where.strip()}"[:400], key="redirected", at=at)


def _demand_open(case):
    if case.status not in (Status.REGISTERED, Status.IN_REVIEW):
        raise Refused(f"Обращение {case} уже «{case.get_status_display()}».")


def _begin(case, by, at):
    """Take up a case on which somebody acts for the first time."""
    if case.status == Status.REGISTERED:
        move(case, Status.IN_REVIEW, StepKind.TAKEN, by=by, at=at)
