"""When a sign-in is paused: pure rules."""

from datetime import timedelta

import pytest

from accounts.rules.limits import Count, Limit
from tests import make

LIMIT = Limit(number=3, time=timedelta(minutes=10))
NEW = Count(0, make.NOW)


def minutes(number):
    return make.NOW + timedelta(minutes=number)


def counted(*moments, known=NEW):
    for moment in moments:
        assert not known.is_full(LIMIT, minutes(moment))
        known = known.with_one_more(LIMIT, minutes(moment))
    return known


@pytest.mark.parametrize(
    "moments, number, until",
    [
        ((0,), 1, 10),
        ((0, 9), 2, 10),  # the time runs from the first try
        ((0, 4, 9), 3, 19),  # the last try begins the pause
        ((0, 9, 10), 1, 20),  # what is outlived is forgotten
        ((0, 1, 2, 12), 1, 22),  # and so is a pause
    ],
)
def test_tries_are_counted(moments, number, until):
    assert counted(*moments) == Count(number, minutes(until))


@pytest.mark.parametrize("moment, is_full", [(2, True), (11.9, True), (12, False)])
def test_pause_lasts_as_long_as_the_time(moment, is_full):
    assert counted(0, 1, 2).is_full(LIMIT, minutes(moment)) == is_full


def test_try_taken_back_leaves_room_for_another():
    full = counted(0, 1, 2)

    assert not Count(full.number - 1, full.until).is_full(LIMIT, minutes(3))
