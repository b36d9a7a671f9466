"""A student's day in the week of a class, as it stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journal.actions import seen_of
from journal.enums import Presence
from journal.models import AbsenceNote, Attendance, Student
from journal.rules.openness import not_the_homerooms


@dataclass(frozen=True)
class Noted:
    """How often something is noted on a day: «Н», 3."""

    label: str
    number: int

    def __str__(self):
        return f"{self.label} {self.number}"


@dataclass(frozen=True)
class Cell:
    """A day of a student: what is noted at the lessons held, and what the family has said beforehand.

    `open_rows`: the absences that may still be explained; none in a closed term, of which `refusal` speaks.
    """

    student: Student
    day: date
    rows: tuple[Attendance, ...] = ()
    open_rows: tuple[Attendance, ...] = ()
    refusal: str = ""
    note: AbsenceNote | None = None

    @property
    def noted(self) -> list[Noted]:
        return noted(row.presence for row in self.rows)

    @property
    def said(self) -> str:
        """What stands on the day, in words: «Н 3, Б 1»."""
        return ", ".join(map(str, self.noted)) or "пропусков нет"

    @property
    def seen(self) -> str:
        return seen_of(self.open_rows)

    @property
    def missed(self) -> int:
        return sum(row.is_away for row in self.rows)

    @property
    def unexplained(self) -> int:
        return sum(row.presence == Presence.ABSENT for row in self.rows)

    def may_become(self, presence: Presence, *, now) -> bool:
        """Whether the homeroom teacher may put this in the place of at least one absence of the day."""
        return any(
            row.presence != presence
            and not not_the_homerooms(Presence(row.presence), presence, has_begun=row.lesson.starts_at <= now)
            for row in self.open_rows
        )


def noted(presences: Iterable[str]) -> list[Noted]:
    numbers = Counter(presences)
    return [Noted(presence.label, numbers[presence]) for presence in Presence if numbers[presence]]


def said(seen: str) -> str:
    """Return what a person saw on a day, in words; `seen` as the page keeps it."""
    return ", ".join(map(str, noted(one.partition(".")[2] for one in seen.split()))) or "пропусков нет"
