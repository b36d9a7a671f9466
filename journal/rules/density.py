"""How many marks a student needs to be attested in a term (накопляемость).

Source: the usual local acts of schools; the regulation names no number. A school that wants another changes it here.
"""

from datetime import date, timedelta

from journal.enums import TermSystem

# Lessons a week → marks of a term, by the way the year is divided; three lessons a week and more want the same.
MINIMUM = {
    1: {TermSystem.QUARTER: 3, TermSystem.TRIMESTER: 3, TermSystem.HALF: 5},
    2: dict.fromkeys(TermSystem, 5),
    3: dict.fromkeys(TermSystem, 7),
}
# So long before the end of a term marks can still be given to whoever lacks them.
NEAR = timedelta(weeks=2)


def wanted(hours: int, system: TermSystem) -> int:
    """Return how many marks of a term are wanted at so many lessons a week."""
    return MINIMUM[min(max(hours, min(MINIMUM)), max(MINIMUM))][system]


def is_near(last_day: date, today: date) -> bool:
    """Whether a term ends so soon, or has ended, that whoever lacks marks cannot be attested yet."""
    return today >= last_day - NEAR
