"""What a cancelled lesson still owes, and to whom: duty by duty, each by its own last day."""

from datetime import date

import pytest

from journal.actions import cancel_lessons
from journal.enums import Duty, DutyState
from tests import make
from tests.controlled import COUNTERS
from tests.examples import october

LATER = make.at(on=date(2026, 11, 2))


@pytest.fixture(params=COUNTERS)
def counter(request):
    return COUNTERS[request.param]


@pytest.fixture
def cancel(lesson, deputy):
    return lambda day: cancel_lessons([lesson], reason="карантин", by=deputy, at=october(day))


@pytest.fixture
def done_later(lesson, student, belova):
    """A test whose marks are due on the 18th, and of the student, who did it on the 16th, on the 22nd."""
    test = make.work(lesson=lesson)
    make.absence(lesson=lesson, student=student)
    make.mark(work=test, student=student, value=None, done_on=date(2026, 10, 16), moment=october(16))
    return test


@pytest.mark.parametrize(
    "day, left",
    [(18, set()), (19, {"belova"}), (22, {"belova"}), (23, {"belova", "student"})],
    ids=["by all days", "after the work's day", "on the later day", "after the later day"],
)
def test_cancelled_lesson_owes_what_was_past_its_day(counter, done_later, cancel, student, belova, day, left):
    names = {f"written-{done_later.pk}-{student.pk}": "student", f"written-{done_later.pk}-{belova.pk}": "belova"}

    cancel(day)

    overdue = [duty for duty in counter(LATER) if duty.state == DutyState.OVERDUE and duty.rule == Duty.WRITTEN]
    assert {names[duty.key] for duty in overdue} == left
