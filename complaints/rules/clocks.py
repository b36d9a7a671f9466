"""By when the school registers, redirects and answers: days as data. Source: 59-ФЗ, 8 and 12."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Clock:
    """`days` after the day it counts from, that day left out; `article`: where the law says so."""

    days: int
    article: str

    def until(self, counted_from: date) -> date:
        return counted_from + self.days * DAY


REGISTERING = Clock(3, "59-ФЗ, ст. 8, ч. 2")
REDIRECTING = Clock(7, "59-ФЗ, ст. 8, ч. 3")
ANSWERING = Clock(30, "59-ФЗ, ст. 12, ч. 1")
PROLONGING = Clock(30, "59-ФЗ, ст. 12, ч. 2")
# What the director is to see while there is time.
SOON = 3


def answer_by(registered_on: date, is_working: Callable[[date], bool]) -> date:
    """Return the last day for an answer: the thirtieth, or the working day before it if that is none."""
    return working_day_through(ANSWERING.until(registered_on), is_working)


def working_day_through(day: date, is_working: Callable[[date], bool]) -> date:
    """Return the day itself, or the last working day before it."""
    while not is_working(day):
        day -= DAY
    return day


def urgency(due_on: date, today: date) -> str:
    """Return «late», «soon» of the last three days, or «ok»."""
    left = (due_on - today).days
    return "late" if left < 0 else "soon" if left <= SOON else "ok"


def prolonged_too_far(answer_by: date, until: date) -> str | None:
    """Refuse a new last day that is not later, or later by more than the law lets."""
    if until <= answer_by:
        return f"Новый срок должен быть позже прежнего, {answer_by:%d.%m.%Y}."
    last = PROLONGING.until(answer_by)
    if until > last:
        return (
            f"Срок можно продлить не больше чем на {PROLONGING.days} дней: до {last:%d.%m.%Y} ({PROLONGING.article})."
        )
    return None


def registered_ahead(received_on: date, today: date) -> str | None:
    """Refuse a complaint that has not come yet."""
    if received_on <= today:
        return None
    return "День поступления ещё не наступил. Проверьте дату."
