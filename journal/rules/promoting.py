"""How a year ends for a student, as far as the marks say it; the council decides. Source: 273-ФЗ, 58 and 59."""

from collections.abc import Iterable
from datetime import date

from journal.enums import Outcome, Verdict

# The grades after which a student leaves with a certificate, the second one for good.
CERTIFIED = (9, 11)
LAST_GRADE = 11
# The subject teachers of a class change after it, and so does the homeroom teacher.
END_OF_PRIMARY = 4
FAILING = 2
DEBTS = (Verdict.NOT_ATTESTED, Verdict.FAILED)


def proposed(decided: Iterable[tuple[int | None, str]], grade: int) -> Outcome | None:
    """Return what the marks of the year say: (digit, word) of each subject; None where the council must weigh it."""
    rows = list(decided)
    owes = any(value == FAILING or verdict in DEBTS for value, verdict in rows)
    if not rows or (owes and grade in CERTIFIED):
        return None
    if owes:
        return Outcome.CONDITIONALLY
    return Outcome.GRADUATED if grade in CERTIFIED else Outcome.MOVED


def possible(grade: int) -> list[Outcome]:
    """Return how a year of the grade may end: only some end school, and after the last nobody moves up."""
    impossible = set() if grade in CERTIFIED else {Outcome.GRADUATED}
    if grade == LAST_GRADE:
        impossible |= {Outcome.MOVED, Outcome.CONDITIONALLY}
    return [outcome for outcome in Outcome if outcome not in impossible]


def out_of_grade(outcomes: Iterable[Outcome], grade: int) -> str | None:
    """Refuse an outcome with which no year of the grade ends."""
    wrong = next((outcome for outcome in outcomes if outcome not in possible(grade)), None)
    return f"«{Outcome(wrong).label}»: так {grade} класс не заканчивают." if wrong else None


def makes_good(old: str, new: str) -> bool:
    """Whether a debt has been made good: the one decision that is taken after the next year has opened. 58, part 8."""
    return (old, new) == (Outcome.CONDITIONALLY, Outcome.MOVED)


def year_later(day: date) -> date:
    """Return the same day of the next calendar year; of 29 February the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def grade_after(grade: int, outcome: Outcome) -> int | None:
    """Return the grade in which a student goes on; None for who does not."""
    if outcome not in Outcome.going_on():
        return None
    return grade if outcome == Outcome.KEPT else min(grade + 1, LAST_GRADE)
