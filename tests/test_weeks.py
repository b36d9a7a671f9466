"""School weeks as addresses name them."""

from datetime import date

import pytest

from journal.rules.weeks import Week

MONDAY = date(2026, 10, 12)


def test_a_week_is_named_by_the_standard():
    assert [str(Week.of(day)) for day in (MONDAY, date(2026, 10, 18), date(2027, 1, 1), date(2026, 1, 5))] == [
        "2026-W42",
        "2026-W42",
        "2026-W53",
        "2026-W02",
    ]


def test_a_name_leads_back_to_the_week():
    assert Week.named("2026-W42") == Week(MONDAY)


@pytest.mark.parametrize("name", ["2025-W53", "2026-W00", "2026-W54"])
def test_a_week_that_is_not_there_has_no_name(name):
    with pytest.raises(ValueError, match="week"):
        Week.named(name)


def test_a_week_knows_its_days_and_its_neighbours():
    week = Week(MONDAY)

    assert (week.days[0], week.days[-1], week.sunday) == (MONDAY, date(2026, 10, 18), date(2026, 10, 18))
    assert (str(week.previous), str(week.following)) == ("2026-W41", "2026-W43")
    assert (week.holds(date(2026, 10, 18)), week.holds(date(2026, 10, 19))) == (True, False)
