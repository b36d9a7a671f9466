"""Whether something that holds from day to day holds throughout."""

from datetime import date

import pytest

from journal.rules.covering import is_covered


def days(first, last=None):
    return date(2026, 9, first), last and date(2026, 9, last)


@pytest.mark.parametrize(
    "spans, whole",
    [
        ([], False),
        ([days(7)], True),
        ([days(1)], True),
        ([days(8)], False),
        ([days(7, 11)], True),
        ([days(7, 10)], False),
        ([days(1, 6), days(7, 11)], True),
        # In whatever order, and one inside another.
        ([days(9), days(1, 8)], True),
        ([days(1, 8), days(2, 3), days(9, 30)], True),
        ([days(1, 8), days(10)], False),
    ],
)
def test_spans_hold_throughout_when_no_day_lies_between_them(spans, whole):
    assert is_covered(*days(7, 11), spans) == whole
