"""When an entry is due. Source: regulation, 4.1."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from journal.enums import Duty, DutyState

DAY = timedelta(days=1)

# (first, last) day of each pause, disjoint, ascending; both days are inside.
Pauses = Sequence[tuple[date, date]]


@dataclass(frozen=True)
class Deadline:
    """How long one duty may take: calendar days after its base day, weekends and holidays counted."""

    duty: Duty
    days: int
    clause: str

    @property
    def anchor(self) -> str:
        """The place of the clause on the service page."""
        return "p-" + self.clause.replace(".", "-")


DEADLINES = {
    Duty.MARK: Deadline(Duty.MARK, 0, "4.1.1"),
    Duty.WRITTEN: Deadline(Duty.WRITTEN, 6, "4.1.2"),
    Duty.REMOTE: Deadline(Duty.REMOTE, 0, "4.1.3"),
    Duty.TOPIC: Deadline(Duty.TOPIC, 0, "4.1.4"),
    Duty.HOMEWORK: Deadline(Duty.HOMEWORK, 0, "4.1.4"),
}


def duty_of_mark(*, is_written: bool, is_remote: bool) -> Duty:
    """Return the rule for a mark; a written work at a remote lesson is a written work (regulation, 4.1.2, 4.1.3)."""
    if is_written:
        return Duty.WRITTEN
    return Duty.REMOTE if is_remote else Duty.MARK


def due_on(days: int, counted_from: date, pauses: Pauses = ()) -> date:
    """Return the last day on which the entry is in time.

    `days` are counted after the base day, days inside a pause left out; with 0 days the base day itself is the due
    day unless it is paused, and then the first day after the pause.
    """
    day = counted_from
    if not days:
        return _resumed(day, pauses)
    for _ in range(days):
        day = _resumed(day + DAY, pauses)
    return day


def overdue_through(days: int, today: date, pauses: Pauses = ()) -> date:
    """Return the latest base day whose entry, if absent, is overdue today: the inverse of `due_on`."""
    day = today - timedelta(days=days + 1)
    while due_on(days, day, pauses) >= today:
        day -= DAY
    return day


def merged(spans: Iterable[tuple[date, date]]) -> Pauses:
    """Return spans that may overlap, in any order, as disjoint ascending ones; neighbours become one."""
    whole: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if whole and first <= whole[-1][1] + DAY:
            whole[-1] = (whole[-1][0], max(whole[-1][1], last))
        else:
            whole.append((first, last))
    return tuple(whole)


def state_of(*, due: date, recorded: date | None, is_waived: bool, today: date) -> DutyState:
    """Return how a duty stands on a day; `recorded`: since when its entry stands, None while it does not."""
    if is_waived:
        return DutyState.WAIVED
    if recorded is not None:
        return DutyState.ON_TIME if recorded <= due else DutyState.LATE
    return DutyState.DUE if today <= due else DutyState.OVERDUE


def lateness(*, due: date, recorded: date | None, today: date) -> int:
    """Return by how many days the entry came, or is now, after its due day; 0 in time."""
    return max(((recorded or today) - due).days, 0)


def _resumed(day: date, pauses: Pauses) -> date:
    """Return the first day from this one on that no pause covers."""
    for first, last in pauses:
        if first <= day <= last:
            day = last + DAY
    return day
