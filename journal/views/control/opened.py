"""What is still to be entered, the oldest first: overdue, due today, due soon."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.russian import day_month
from journal.control import Figures, Place
from journal.enums import Duty, DutyState
from journal.rules.deadlines import DEADLINES, lateness
from journal.views.control.drawn import narrowed

SHOWN = 10


@dataclass(frozen=True)
class OpenLine:
    """Entries of one rule and one place that are due on one day; `days`: for how many they have been overdue."""

    duty: Duty
    place: Place
    due: date
    number: int
    days: int
    is_today: bool
    url: str

    @property
    def clause(self) -> str:
        return DEADLINES[self.duty].clause

    @property
    def tone(self) -> str:
        return "late" if self.days else "soon"

    @property
    def state(self) -> str:
        if self.days:
            return f"срок прошёл {day_month(self.due)}"
        return "сегодня до 23:59" if self.is_today else f"не позднее {day_month(self.due)}"


@dataclass(frozen=True)
class Opened:
    """The first lines, and how many there are besides."""

    lines: list[OpenLine]
    more: int


def opened(figures: Figures, places: dict[int, Place], lists: Callable[..., str], today: date) -> Opened:
    """Return what is absent by rule, place and due day; courses of the same classes and subject are one place."""
    numbers, of = Counter(), {}
    for (rule, _, course, due), number in figures.lacking.items():
        place = places[course]
        key = (due, list(Duty).index(rule), place.classes_order, place.subject_name, place.classes)
        numbers[key] += number
        of[key] = (rule, place, due)
    keys = sorted(numbers)
    return Opened([_line(*of[key], numbers[key], lists, today) for key in keys[:SHOWN]], max(len(keys) - SHOWN, 0))


def _line(rule, place, due, number, lists, today):
    days = lateness(due=due, recorded=None, today=today)
    state = DutyState.OVERDUE if days else DutyState.DUE
    of_place = narrowed(lists, **place.asked)
    url = of_place(rule=rule.value, state=state.value, since=due, through=due)
    return OpenLine(rule, place, due, number, days, due == today, url)
