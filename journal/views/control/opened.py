"""What is still to be entered, the oldest first: overdue, due today, due soon."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.russian import day_month
from journal.control import Figures, Place
from journal.enums import Duty, DutyState
from journal.views.control.drawn import narrowed

SHOWN = 10


@dataclass(frozen=True)
class OpenLine:
    """Entries of one rule and one place that are due on one day; `teacher` where several are told apart."""

    duty: Duty
    place: Place
    due: date
    teacher: User | None
    number: int
    today: date
    lists: Callable[..., str]

    @property
    def is_overdue(self) -> bool:
        return self.due < self.today

    @property
    def tone(self) -> str:
        return "late" if self.is_overdue else "soon"

    @property
    def state(self) -> str:
        if self.is_overdue:
            return f"срок прошёл {day_month(self.due)}"
        return "сегодня до 23:59" if self.due == self.today else f"не позднее {day_month(self.due)}"

    @property
    def url(self) -> str:
        whose = {"teacher": self.teacher.pk} if self.teacher else {}
        state = DutyState.OVERDUE if self.is_overdue else DutyState.DUE
        of_place = narrowed(self.lists, **self.place.asked, **whose)
        return of_place(rule=self.duty.value, state=state.value, since=self.due, through=self.due)

    @property
    def order(self) -> tuple:
        whose = (self.teacher.sort_key, self.teacher.pk) if self.teacher else ()
        return (self.due, list(Duty).index(self.duty), self.place.classes_order, self.place.subject_name, *whose)


@dataclass(frozen=True)
class Opened:
    """The first lines, and how many there are besides."""

    lines: list[OpenLine]
    more: int


def opened(
    figures: Figures, places: dict[int, Place], lists: Callable[..., str], today: date, *, people: dict[int, User]
) -> Opened:
    """Return what is absent by day, rule, place and teacher; courses of one subject in the same classes are one place.

    `people` are the teachers to be told apart.
    """
    numbers, known = Counter(), {}
    for (rule, teacher, course, due), number in figures.lacking.items():
        place = places[course]
        known[place.key] = place
        numbers[rule, place.key, due, people.get(teacher)] += number
    lines = [
        OpenLine(rule, known[key], due, teacher, number, today, lists)
        for (rule, key, due, teacher), number in numbers.items()
    ]
    lines.sort(key=lambda line: line.order)
    return Opened(lines[:SHOWN], max(len(lines) - SHOWN, 0))
