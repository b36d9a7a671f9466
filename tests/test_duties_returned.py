"""Who left a course and came back: a mark for a test of the 12th is due on the 18th, owed to members of that day."""

from datetime import date

import pytest

from journal.enums import Duty
from journal.models import Membership
from tests import make
from tests.controlled import COUNTERS

LATER = make.at(on=date(2026, 11, 2))


@pytest.fixture(params=COUNTERS)
def counter(request):
    return COUNTERS[request.param]


def october(day):
    return date(2026, 10, day)


@pytest.mark.parametrize(
    "left, entered, back, is_owed",
    [
        (8, 8, 10, True),
        (8, 8, 13, False),
        (8, 25, 26, True),
        (12, 12, 22, False),
        (15, 15, 16, True),
        (15, 15, 18, True),
        (15, 15, 19, False),
        (15, 25, 28, True),
        (19, 19, 25, True),
    ],
    ids=[
        "back before the work",
        "back after the work",
        "gone before the work, entered too late",
        "back long after the due day",
        "back at once",
        "back on the due day",
        "back a day after it",
        "left before the due day, entered too late",
        "left after the due day",
    ],
)
def test_mark_is_owed_to_who_is_there_on_the_due_day(counter, lesson, student, left, entered, back, is_owed):
    make.work(lesson=lesson)
    Membership.objects.update(until=october(left), until_recorded_on=october(entered))
    make.membership(lesson.course, student, since=october(back))

    assert [duty.rule for duty in counter(LATER) if duty.rule == Duty.WRITTEN] == [Duty.WRITTEN] * is_owed
