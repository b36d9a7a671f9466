"""The invented year: the real one where it fits, moved by whole weeks where it does not."""

from datetime import date, timedelta

import pytest

from demo.invention.calendar import Span, real_year, working_day, year_around

DAY = timedelta(days=1)


def test_year_is_the_one_the_ministry_recommends():
    year = real_year(2026)

    assert (year.name, year.first_day, year.last_day) == ("2026/27", date(2026, 9, 1), date(2027, 8, 31))
    assert year.quarters == (
        Span(date(2026, 9, 1), date(2026, 10, 23)),
        Span(date(2026, 11, 2), date(2026, 12, 30)),
        Span(date(2027, 1, 11), date(2027, 3, 26)),
        Span(date(2027, 4, 5), date(2027, 5, 26)),
    )
    assert year.halves == (Span(date(2026, 9, 1), date(2026, 12, 30)), Span(date(2027, 1, 11), date(2027, 5, 26)))


def test_breaks_fill_the_days_between_the_quarters():
    assert real_year(2026).breaks == [
        ("Осенние каникулы", Span(date(2026, 10, 24), date(2026, 11, 1))),
        ("Зимние каникулы", Span(date(2026, 12, 31), date(2027, 1, 10))),
        ("Весенние каникулы", Span(date(2027, 3, 27), date(2027, 4, 4))),
        ("Летние каникулы", Span(date(2027, 5, 27), date(2027, 8, 31))),
    ]


def test_holidays_are_those_on_working_days_of_the_terms():
    assert real_year(2026).holidays == [
        ("День народного единства", date(2026, 11, 4)),
        ("День защитника Отечества", date(2027, 2, 23)),
        ("Международный женский день", date(2027, 3, 8)),
    ]


@pytest.mark.parametrize(
    "day, weeks",
    [
        (date(2026, 9, 1), 0),
        (date(2026, 11, 24), 0),
        (date(2026, 11, 22), 0),  # a Sunday inside a term
        (date(2027, 5, 26), 0),
        (date(2026, 10, 25), 1),  # the Sunday after the first quarter
        (date(2026, 10, 31), -1),
        (date(2027, 1, 3), 1),  # New Year's holidays
        (date(2027, 5, 27), 1),
        (date(2027, 7, 15), 8),
        (date(2027, 8, 31), 14),
    ],
)
def test_year_is_moved_as_little_as_today_needs(day, weeks):
    assert year_around(day) == real_year(2026).moved(weeks)


def test_every_day_lies_in_a_term_of_its_year():
    days = [date(2026, 1, 1) + DAY * number for number in range(3 * 366)]

    assert [day for day in days if not year_around(day).is_in_term(day)] == []


def test_moved_year_has_its_holidays_on_their_own_dates():
    summer = year_around(date(2027, 7, 15))

    assert ("День России", date(2027, 6, 12)) not in summer.holidays  # a Saturday
    assert ("День защитника Отечества", date(2027, 2, 23)) in summer.holidays


def test_week_of_a_span_runs_from_monday_to_friday():
    span = Span(date(2026, 9, 1), date(2026, 10, 23))

    assert span.week(0) == Span(date(2026, 8, 31), date(2026, 9, 4))
    assert span.week(3) == Span(date(2026, 9, 21), date(2026, 9, 25))


def test_working_day_goes_round_the_weekend():
    saturday = date(2026, 10, 24)

    assert working_day(saturday) == date(2026, 10, 26)
    assert working_day(saturday, step=-DAY) == date(2026, 10, 23)
    assert working_day(date(2026, 10, 22)) == date(2026, 10, 22)
