"""How a complaint comes into the register: by itself in the diary, by the office otherwise. Regulation, 3.4."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from accounts.russian import day_month
from complaints.actions.refusals import Refused, unless
from complaints.actions.telling import tell_author, tell_directors
from complaints.enums import Channel, Series, StepKind
from complaints.models import Complaint, Entry, Number, Step
from complaints.rules.clocks import answer_by, registered_ahead
from journal.evidence import Evidence, entry_of, is_working_day

NO_SUCH_ENTRY = "Такой записи в дневнике этого ученика не должно быть. Выберите другую или опишите её словами."


@transaction.atomic
def register(complaint: Complaint, *, entry: str = "", by: User, at: datetime) -> Complaint:
    """Give a complaint that a form has filled its number, its clock and the facts about its entry.

    Sent twice by the same form (`once`), it is registered once. `entry`: the key of what is missing. Raises Refused.
    """
    today = localdate(at)
    # Held before it is asked what was sent: of two presses at one moment the second waits, and finds the first.
    number = Number.objects.held(Series.COMPLAINT, today.year)
    if known := complaint.once and Complaint.objects.filter(once=complaint.once).first():
        return known
    complaint.received_on = complaint.received_on or today
    unless(registered_ahead(complaint.received_on, today))
    found = looked_up(entry, complaint, at=at) if entry else None
    complaint.year, complaint.serial = today.year, number.take()
    complaint.registered_at, complaint.registered_on, complaint.registered_by = at, today, by
    complaint.answer_by = answer_by(today, is_working_day)
    complaint.save(force_insert=True)
    if found:
        keep_facts(complaint, found, at=at)
    Step.objects.create(complaint=complaint, kind=StepKind.REGISTERED, by=by, at=at, text=_said(complaint))
    _tell(complaint, at)
    return complaint


def looked_up(entry: str, complaint: Complaint, *, at: datetime) -> Evidence:
    """Return what the diary says of the entry. Raises Refused where the child's diary owes no such entry."""
    found = complaint.child_id and entry_of(entry, student=complaint.child, now=at)
    if not found:
        raise Refused(NO_SUCH_ENTRY)
    return found


def keep_facts(complaint: Complaint, found: Evidence, *, at: datetime) -> Entry:
    """Write down what the diary holds of the entry at this moment, instead of what was named before."""
    facts = {
        "key": found.key,
        "named": found.named,
        "clause": found.clause,
        "due_on": found.due,
        "teacher": found.teacher,
        "stood": found.said,
        "said": found.state,
        "looked_at": at,
    }
    return Entry.objects.update_or_create(complaint=complaint, defaults=facts)[0]


def _said(complaint) -> str:
    if complaint.channel == Channel.PORTAL:
        return f"{complaint}, через дневник"
    return f"{complaint}, {complaint.get_channel_display()}, поступило {complaint.received_on:%d.%m.%Y}"


def _tell(complaint, at):
    until = day_month(complaint.due_on)
    tell_directors(complaint, f"Новое обращение {complaint}. Ответ не позднее {until}.", key="registered", at=at)
    if complaint.channel != Channel.PORTAL:
        words = f"Ваше обращение зарегистрировано: {complaint}. Ответ будет не позднее {until}."
        tell_author(complaint, words, key="registered", at=at)
