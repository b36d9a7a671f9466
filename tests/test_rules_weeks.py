"""School weeks as ISO 8601 names them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.rules.weeks import Week

DAYS = st.dates(date(2000, 1, 10), date(2099, 12, 20))


@pytest.mark.parametrize(
    "day, name, monday",
    [
        (date(2026, 10, 12), "2026-W42", date(2026, 10, 12)),
        (date(2026, 10, 18), "2026-W42", date(2026, 10, 12)),
        (date(2027, 1, 1), "2026-W53", date(2026, 12, 28)),
        (date(2027, 1, 4), "2027-W01", date(2027, 1, 4)),
    ],
)
def test_week_of_a_day_has_its_name(day, name, monday):
    assert (str(Week.of(day)), Week.of(day).monday, Week.named(name)) == (name, monday, Week.of(day))


@pytest.mark.parametrize("name", ["2027-W53", "2026-W00", "2026-W54", "0000-W01", "2026", "2026-Wxx", ""])
def test_week_that_does_not_exist_has_no_name(name):
    with pytest.raises(ValueError):
        Week.named(name)


@given(DAYS)
def test_week_holds_its_days_and_no_others(day):
    week = Week.of(day)

    assert [known for known in (week.previous, week, week.following) if known.holds(day)] == [week]
    assert (day in week.days, week.days[0], week.days[-1]) == (True, week.monday, week.sunday)


@given(DAYS)
def test_weeks_follow_each_other(day):
    week = Week.of(day)

    assert week.previous < week < week.following
    assert (week.following.previous, Week.named(str(week))) == (week, week)
