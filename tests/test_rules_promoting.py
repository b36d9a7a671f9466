"""How a year may end, what the marks of it say, and where a student goes on."""

from datetime import date

import pytest

from journal.enums import Outcome, Verdict
from journal.rules.promoting import grade_after, possible, proposed, year_later


@pytest.mark.parametrize(
    "decided, grade, outcome",
    [
        ([(5, ""), (3, "")], 7, Outcome.MOVED),
        ([(5, ""), (2, "")], 7, Outcome.CONDITIONALLY),
        ([(5, ""), (None, Verdict.NOT_ATTESTED)], 7, Outcome.CONDITIONALLY),
        ([(5, ""), (None, Verdict.EXEMPT)], 7, Outcome.MOVED),
        ([(3, "")], 9, Outcome.GRADUATED),
        ([(2, "")], 9, None),
        ([], 7, None),
    ],
)
def test_outcome_is_proposed_by_the_marks_of_the_year(decided, grade, outcome):
    assert proposed(decided, grade) == outcome


def test_grade_after_the_year():
    after = [grade_after(7, outcome) for outcome in Outcome]

    assert after == [8, 8, 7, None, None]


def test_day_a_year_later():
    assert [year_later(day) for day in (date(2026, 9, 1), date(2028, 2, 29))] == [date(2027, 9, 1), date(2029, 2, 28)]


def test_year_ends_as_its_grade_can_end():
    assert possible(9) == list(Outcome)
    assert possible(7) == [Outcome.MOVED, Outcome.CONDITIONALLY, Outcome.KEPT, Outcome.LEFT]
    assert possible(11) == [Outcome.KEPT, Outcome.GRADUATED, Outcome.LEFT]
