"""One duty, and all of them."""

from dataclasses import dataclass, replace
from datetime import date

from journal.enums import Duty, DutyState
from tests.oracle.facts import Facts


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One duty as it stands; `lateness` in days, 0 where there is none."""

    key: str
    rule: Duty
    teacher: int
    course: int
    due_on: date
    recorded_on: date | None
    state: DutyState
    lateness: int = 0
    moved: bool = False
    by_dot: bool = False
    received_elsewhere: bool = False
    corrected: bool = False
    set_later: bool = False

    @property
    def told(self) -> "Counted":
        """The duty as a board tells it: one that was waived, the deputy has closed, whatever is written later."""
        if self.state != DutyState.WAIVED:
            return self
        return replace(self, recorded_on=None, by_dot=False, received_elsewhere=False, corrected=False)


def judged(facts: Facts, *, recorded_on: date | None, is_waived: bool, due_on: date, **said) -> Counted:
    """Give a duty its state: waived, on time or late by its recorded day, due or overdue by today."""
    said |= {"recorded_on": recorded_on, "due_on": due_on}
    if is_waived:
        return Counted(state=DutyState.WAIVED, **said)
    done, missing = (DutyState.ON_TIME, DutyState.LATE), (DutyState.DUE, DutyState.OVERDUE)
    in_time, too_late = missing if recorded_on is None else done
    day = facts.today if recorded_on is None else recorded_on
    if day <= due_on:
        return Counted(state=in_time, **said)
    return Counted(state=too_late, lateness=(day - due_on).days, **said)
