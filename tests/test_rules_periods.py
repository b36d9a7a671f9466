"""Weeks and months that are reported on."""

from datetime import date

import pytest

from journal.enums import PeriodKind
from journal.rules.periods import Period, periods_within

WEEK = Period(PeriodKind.WEEK, date(2026, 12, 28), date(2027, 1, 3))
FEBRUARY = Period(PeriodKind.MONTH, date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize("period, name", [(WEEK, "2026-W53"), (FEBRUARY, "2028-02")])
def test_period_is_called_by_its_name(period, name):
    assert (str(period), Period.named(name)) == (name, period)


@pytest.mark.parametrize("name", ["2026-W60", "2026-13", "2026-00", "2025-W53"])
def test_name_of_nothing_is_refused(name):
    with pytest.raises(ValueError, match=r"Invalid|month must be"):
        Period.named(name)


@pytest.mark.parametrize(
    "period, before, after",
    [(WEEK, "2026-W52", "2027-W01"), (FEBRUARY, "2028-01", "2028-03"), (Period.named("2026-12"), "2026-11", "2027-01")],
)
def test_period_stands_between_its_neighbours(period, before, after):
    assert (str(period.previous), str(period.following)) == (before, after)


def test_periods_are_listed_from_the_last_on():
    found = periods_within(date(2026, 9, 1), date(2026, 10, 12))

    assert [(str(month), [str(week) for week in weeks]) for month, weeks in found] == [
        ("2026-10", ["2026-W42", "2026-W41"]),
        ("2026-09", ["2026-W40", "2026-W39", "2026-W38", "2026-W37", "2026-W36"]),
    ]


def test_first_day_of_a_month_is_a_period_of_one_day():
    assert [(str(month), len(weeks)) for month, weeks in periods_within(date(2026, 9, 1), date(2026, 9, 1))] == [
        ("2026-09", 1)
    ]
