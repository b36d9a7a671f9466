"""By when the school registers, redirects, answers. 12 October 2026 is a Monday."""

from datetime import date

import pytest

from complaints.rules.clocks import (
    ANSWERING,
    PROLONGING,
    REDIRECTING,
    REGISTERING,
    answer_by,
    prolonged_too_far,
    registered_ahead,
    working_day_through,
)

HOLIDAYS = {date(2026, 11, 4), date(2027, 1, 1)}


def is_working(day):
    return day.weekday() < 5 and day not in HOLIDAYS


@pytest.mark.parametrize(
    "clock, last",
    [
        (REGISTERING, date(2026, 10, 15)),
        (REDIRECTING, date(2026, 10, 19)),
        (ANSWERING, date(2026, 11, 11)),
        (PROLONGING, date(2026, 11, 11)),
    ],
    ids=lambda value: getattr(value, "article", None),
)
def test_clock_counts_calendar_days_after_its_first(clock, last):
    assert clock.until(date(2026, 10, 12)) == last


@pytest.mark.parametrize(
    "registered_on, last",
    [
        (date(2026, 10, 12), date(2026, 11, 11)),
        (date(2026, 10, 15), date(2026, 11, 13)),
        (date(2026, 10, 16), date(2026, 11, 13)),
        (date(2026, 10, 5), date(2026, 11, 3)),
        (date(2026, 10, 2), date(2026, 10, 30)),
        (date(2026, 12, 2), date(2026, 12, 31)),
    ],
    ids=["a working day", "a Saturday", "a Sunday", "a holiday", "a Sunday after a weekend", "the New Year"],
)
def test_answer_is_due_on_the_thirtieth_day_or_the_working_day_before(registered_on, last):
    assert answer_by(registered_on, is_working) == last


def test_working_day_is_its_own_last():
    assert working_day_through(date(2026, 11, 3), is_working) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "until, sentence",
    [
        (date(2026, 11, 11), "Новый срок должен быть позже прежнего, 11.11.2026."),
        (date(2026, 11, 12), None),
        (date(2026, 12, 11), None),
        (
            date(2026, 12, 12),
            "Срок можно продлить не больше чем на 30 дней: до 11.12.2026 (59-ФЗ, ст. 12, ч. 2).",
        ),
    ],
)
def test_answer_is_prolonged_by_thirty_days_at_most(until, sentence):
    assert prolonged_too_far(date(2026, 11, 11), until) == sentence


def test_complaint_of_tomorrow_is_not_registered():
    assert registered_ahead(date(2026, 10, 12), date(2026, 10, 12)) is None
    assert registered_ahead(date(2026, 10, 13), date(2026, 10, 12)) == (
        "День поступления ещё не наступил. Проверьте дату."
    )
