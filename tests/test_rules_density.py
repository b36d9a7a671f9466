"""How many marks are wanted for an attestation."""

from datetime import date

import pytest

from journal.enums import TermSystem
from journal.rules.density import is_near, wanted

QUARTER, HALF, TRIMESTER = TermSystem
MINIMUM = {
    1: {QUARTER: 3, TRIMESTER: 3, HALF: 5},
    2: dict.fromkeys(TermSystem, 5),
    3: dict.fromkeys(TermSystem, 7),
}


@pytest.mark.parametrize(
    "hours, system, marks",
    [
        (1, QUARTER, 3),
        (1, TRIMESTER, 3),
        (1, HALF, 5),
        (2, QUARTER, 5),
        (2, HALF, 5),
        (3, QUARTER, 7),
        (3, HALF, 7),
        # As many as at three, and of a course that is not in the timetable as at one.
        (6, QUARTER, 7),
        (0, QUARTER, 3),
    ],
)
def test_marks_wanted(hours, system, marks):
    assert wanted(hours, system, MINIMUM) == marks


@pytest.mark.parametrize(
    "today, near",
    [(date(2026, 10, 8), False), (date(2026, 10, 9), True), (date(2026, 10, 23), True), (date(2026, 11, 1), True)],
)
def test_end_of_a_term_is_near_for_two_weeks_and_after_it(today, near):
    assert is_near(date(2026, 10, 23), today) is near
