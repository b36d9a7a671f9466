"""When an entry is due, by the regulation's worked examples and on days that nobody thought of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.enums import Duty, DutyState
from journal.rules.deadlines import DAY, DEADLINES, due_on, duty_of_mark, lateness, overdue_through, state_of
from journal.rules.standing import stands_since


def october(number):
    return date(2026, 10, number)


MONDAY = october(12)
OUTAGE = (october(12), october(14))
SICK_LEAVE = (october(14), october(20))
NEW_YEAR = (date(2027, 1, 1), date(2027, 1, 8))


@pytest.mark.parametrize(
    "days, counted_from, pauses, due",
    [
        (0, MONDAY, (), MONDAY),
        (6, MONDAY, (), october(18)),
        (6, october(16), (), october(22)),
        (6, date(2026, 12, 30), (), date(2027, 1, 5)),
        (6, date(2026, 12, 30), (NEW_YEAR,), date(2027, 1, 13)),
        (0, MONDAY, (OUTAGE,), october(15)),
        (0, october(14), (OUTAGE,), october(15)),
        (0, october(15), (OUTAGE,), october(15)),
        (0, MONDAY, (OUTAGE, (october(15), october(16))), october(17)),
        (6, MONDAY, (SICK_LEAVE,), october(25)),
        # A base day inside a pause is not moved, its days begin after the pause.
        (6, october(15), (SICK_LEAVE,), october(26)),
        (6, MONDAY, ((october(13), october(13)), (october(18), october(18))), october(20)),
        # A pause that is over, or that begins the day after, moves nothing.
        (6, MONDAY, ((october(1), october(12)), (october(19), october(30))), october(18)),
    ],
)
def test_entry_is_due(days, counted_from, pauses, due):
    assert due_on(days, counted_from, pauses) == due


@pytest.mark.parametrize(
    "days, today, pauses, latest",
    [
        (0, MONDAY, (), october(11)),
        (6, october(18), (), october(11)),
        (6, october(19), (), MONDAY),
        (0, october(15), (OUTAGE,), october(11)),
        (0, october(16), (OUTAGE,), october(15)),
        (6, october(25), (SICK_LEAVE,), october(11)),
        (6, october(26), (SICK_LEAVE,), october(14) - 2 * DAY),
    ],
)
def test_entries_are_overdue_through(days, today, pauses, latest):
    assert overdue_through(days, today, pauses) == latest


@pytest.mark.parametrize(
    "is_written, is_remote, duty",
    [
        (False, False, Duty.MARK),
        (False, True, Duty.REMOTE),
        (True, False, Duty.WRITTEN),
        (True, True, Duty.WRITTEN),
    ],
)
def test_mark_falls_under_one_rule(is_written, is_remote, duty):
    assert duty_of_mark(is_written=is_written, is_remote=is_remote) == duty


def test_rules_are_those_of_the_regulation():
    assert {duty: (rule.days, rule.clause, rule.anchor) for duty, rule in DEADLINES.items()} == {
        Duty.MARK: (0, "4.1.1", "p-4-1-1"),
        Duty.WRITTEN: (6, "4.1.2", "p-4-1-2"),
        Duty.REMOTE: (0, "4.1.3", "p-4-1-3"),
        Duty.TOPIC: (0, "4.1.4", "p-4-1-4"),
        Duty.HOMEWORK: (0, "4.1.4", "p-4-1-4"),
    }
    assert [duty for duty, rule in DEADLINES.items() if rule.duty != duty] == []


@pytest.mark.parametrize(
    "recorded, is_waived, today, state, days",
    [
        (12, False, 20, DutyState.ON_TIME, 0),
        (14, False, 20, DutyState.LATE, 2),
        (None, False, 12, DutyState.DUE, 0),
        (None, False, 13, DutyState.OVERDUE, 1),
        (None, True, 20, DutyState.WAIVED, 8),
        (14, True, 20, DutyState.WAIVED, 2),
    ],
)
def test_duty_stands_by_its_days(recorded, is_waived, today, state, days):
    facts = {"due": MONDAY, "recorded": recorded and october(recorded), "today": october(today)}

    assert (state_of(**facts, is_waived=is_waived), lateness(**facts)) == (state, days)


# --- Since which day an entry has stood


@pytest.mark.parametrize(
    "recorded, emptied, today, since",
    [
        (None, None, 12, 12),
        (12, None, 19, 12),
        (12, 14, 14, 12),
        (12, 14, 15, 15),
        (12, 12, 13, 13),
        (12, 12, 12, 12),
    ],
)
def test_entry_stands_since(recorded, emptied, today, since):
    days = [number and october(number) for number in (recorded, emptied, today)]

    assert stands_since(*days) == october(since)


# --- On any days

DAYS = st.dates(date(2026, 9, 1), date(2027, 6, 30))
NUMBERS = st.integers(0, 10)


@st.composite
def pause_lists(draw):
    """Disjoint ascending pauses, some of them side by side."""
    pauses, day = [], draw(DAYS)
    for _ in range(draw(st.integers(0, 4))):
        first = day + timedelta(days=draw(st.integers(0, 9)))
        last = first + timedelta(days=draw(st.integers(0, 9)))
        pauses.append((first, last))
        day = last + DAY
    return pauses


def counted_by_hand(days, counted_from, pauses):
    """Walk day by day and count those that nobody has paused."""
    paused = {first + timedelta(days=number) for first, last in pauses for number in range((last - first).days + 1)}
    left, day = days, counted_from
    while left or (day in paused and (days == 0 or day != counted_from)):
        day += DAY
        left -= bool(left) and day not in paused
    return day


@given(NUMBERS, DAYS, pause_lists())
def test_due_day_is_what_one_counts_by_hand(days, counted_from, pauses):
    assert due_on(days, counted_from, pauses) == counted_by_hand(days, counted_from, pauses)


@given(NUMBERS, DAYS, pause_lists(), st.integers(-30, 30))
def test_overdue_is_the_inverse_of_due(days, today, pauses, distance):
    counted_from = today + timedelta(days=distance)

    is_overdue = counted_from <= overdue_through(days, today, pauses)

    assert is_overdue == (due_on(days, counted_from, pauses) < today)


@given(NUMBERS, DAYS, DAYS, pause_lists())
def test_later_days_are_never_due_earlier(days, one, other, pauses):
    earlier, later = sorted((one, other))

    assert due_on(days, earlier, pauses) <= due_on(days, later, pauses)
