"""How many marks a student needs to be attested in a term (накопляемость): the school's own act, kept as data."""

from collections.abc import Mapping
from datetime import date, timedelta

from journal.enums import TermSystem

# So long before the end of a term marks can still be given to whoever lacks them.
NEAR = timedelta(weeks=2)


def wanted(hours: int, system: TermSystem, minimum: Mapping[int, Mapping[TermSystem, int]]) -> int:
    """Return how many marks of a term are wanted at so many lessons a week: of more than are named, as of the most."""
    return minimum[min(max(hours, min(minimum)), max(minimum))][system]


def is_near(last_day: date, today: date) -> bool:
    """Whether a term ends so soon, or has ended, that whoever lacks marks cannot be attested yet."""
    return today >= last_day - NEAR
