"""How an entry stood: its history, step by step, and the days at whose end it was there."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from journal.models import Change
from tests.oracle.facts import ONE_DAY

DAY = r"(\d{2})\.(\d{2})\.(\d{4})"
DOT = "·"

# Whether what a step has left behind is the entry.
Stands = Callable[[str], bool]


def what_stands(steps: Sequence[Change]) -> str:
    """What the last step left behind, nothing where there was none."""
    return steps[-1].new if steps else ""


def stood_at_the_end_of(steps: Sequence[Change], stands: Stands, day: date) -> bool:
    return stands(what_stands([step for step in steps if localdate(step.at) <= day]))


def recorded_day(steps: Sequence[Change], stands: Stands, today: date) -> date | None:
    """Return the day since which the entry has stood without a break, None when it does not stand.

    A break is a school's day at whose end the entry was not there.
    """
    if not stands(what_stands(steps)):
        return None
    day = today
    while stood_at_the_end_of(steps, stands, day - ONE_DAY):
        day -= ONE_DAY
    return day


def correction_days(steps: Sequence[Change], stands: Stands) -> list[date]:
    """Return the days on which what stood was put otherwise and kept its recorded day.

    Emptied and written again on the same day is a correction; on another day it is a new entry.
    """
    found, emptied_on = [], None
    for step in steps:
        day = localdate(step.at)
        if stands(step.old) and not stands(step.new):
            emptied_on = day
        elif stands(step.new) and (stands(step.old) or emptied_on == day):
            found.append(day)
    return found


# --- A mark as the history says it: «4/5 (работа выполнена 16.10.2026) (получена 13.10.2026) — пояснение»


def digits(said: str) -> str:
    """Return «4», «4/5», «·», or nothing for a cell without a mark."""
    head = said.partition(" ")[0]
    return "" if head.startswith("(") else head


def is_whole(said: str, parts: int) -> bool:
    """A dot closes the duty; a work of two parts is complete when both parts stand."""
    if digits(said) == DOT:
        return True
    return len([part for part in digits(said).split("/") if part]) == parts


def done_day(said: str) -> date | None:
    """Return the later day on which the student did the work, if one is stated."""
    return _day_after("работа выполнена", said)


def received_day(said: str) -> date | None:
    """Return the other day on which the mark was received, if one is stated."""
    return _day_after("получена", said)


def mark_correction_days(steps: Sequence[Change], parts: int) -> list[date]:
    """Return the days on which other digits were put in the place of those that stood.

    A dot replaced by a mark is none, nor are other words or days beside the same digits.
    """
    telling = [step for step in steps if digits(step.old) != digits(step.new) and digits(step.old) != DOT]
    emptyings = [step for step in steps if digits(step.old) == DOT and not is_whole(step.new, parts)]
    told = sorted([*telling, *emptyings], key=lambda step: step.number)
    return correction_days(told, lambda said: is_whole(said, parts))


def began(steps: Sequence[Change], parts: int, day: date) -> Change:
    """Return the step by which the mark began to stand on its recorded day."""
    return next(step for step in steps if localdate(step.at) == day and is_whole(step.new, parts))


def closed_at(steps: Sequence[Change], parts: int) -> datetime | None:
    """Return the moment since which the mark stands, None when it does not."""
    if not is_whole(what_stands(steps), parts):
        return None
    return [step.at for step in steps if is_whole(step.new, parts) and not is_whole(step.old, parts)][-1]


def _day_after(words: str, said: str) -> date | None:
    found = re.search(rf"\({words} {DAY}\)", said.partition("— ")[0])
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    return date(year, month, day)
