"""On what grounds a duty stands as it does: the days that were counted, who entered what, of what it was reminded."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from journal.control.listing import DutyRow
from journal.enums import Beside, DutyState
from journal.models import Change, Mark, Pause, RemindedDuty, Reminder, Waiver
from journal.rules.deadlines import DAY
from journal.rules.duties import DutyKey


@dataclass(frozen=True)
class Grounds:
    """`base`: the day that is counted from, `days` after it; `pauses`: whose days in between were left out.

    `changes`: all that was written about the entry and about what decides on it, as it went.
    """

    base: date
    days: int
    pauses: list[Pause]
    changes: list[Change]
    waiver: Waiver | None
    reminders: list[Reminder]


def grounds_of(duty: DutyRow) -> Grounds:
    """Return why a duty is in its state. Five queries at most."""
    base, days = _counted(duty)
    return Grounds(
        base=base,
        days=days,
        pauses=_pauses(duty, base, days) if Beside.MOVED in duty.beside else [],
        changes=list(_changes(duty).with_actor().with_place().as_it_went()),
        waiver=_waivers(duty.key).with_author().first() if duty.state == DutyState.WAIVED else None,
        reminders=reminders_about([duty.key]).get(duty.key, []),
    )


def reminders_about(keys: Iterable[DutyKey]) -> dict[DutyKey, list[Reminder]]:
    """Return what was sent about each of the duties, the newest first; nothing for the others. One query."""
    keys = set(keys)
    lessons, works = ({key.place for key in keys if key.is_of_lesson is of_lesson} for of_lesson in (True, False))
    rows = RemindedDuty.objects.filter(Q(lesson__in=lessons) | Q(work__in=works))
    found = defaultdict(list)
    rows = rows.select_related("reminder__recipient", "reminder__sent_by", "reminder__notice")
    for row in rows.order_by("-reminder__sent_at", "-pk"):
        found[row.key].append(row.reminder)
    return {key: reminders for key, reminders in found.items() if key in keys}


def _counted(duty) -> tuple[date, int]:
    """Return the day from which a duty was counted, and how many days it has. One query at most."""
    if duty.work is None:
        return duty.lesson.date, duty.deadline.days
    mark = Mark.objects.filter(work=duty.work, student=duty.student).first()
    if mark is None:
        return duty.work.date, duty.work.days
    return (mark.done_on or mark.date) if duty.work.is_written else mark.received_on, duty.work.days


def _pauses(duty, base, days):
    """Return the pauses that left days out; the base day itself counts only where there are none after it."""
    first = base + DAY if days else base
    pauses = Pause.objects.standing().concerning(duty.teacher).within(first, duty.due).with_people()
    return list(pauses.order_by("first_day", "pk"))


def _changes(duty):
    if duty.key.is_of_lesson:
        return Change.objects.of_entry(duty.lesson, duty.key.duty)
    return Change.objects.of_owed_mark(duty.work, duty.student)


def _waivers(key):
    if key.is_of_lesson:
        return Waiver.objects.of_lesson(key.place, key.duty)
    return Waiver.objects.of_mark(key.place, key.student)
