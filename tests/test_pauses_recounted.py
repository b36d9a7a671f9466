"""Pauses recounted slowly: every stored day by the one rule, whatever is recorded and withdrawn."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.actions import withdraw_pause
from journal.enums import Duty
from journal.models import Lesson, Mark, Pause, Work
from journal.rules.deadlines import due_on, merged
from tests import make

SPAN = st.tuples(st.integers(0, 30), st.integers(0, 9), st.sampled_from((None, 0, 1)), st.booleans())


def october(day):
    return date(2026, 10, day)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def a_month(teachers):
    """Make lessons, works and marks of October, some done later or received on another day."""
    student = make.student(school_class=make.school_class())
    for place, teacher in enumerate(teachers):
        course = make.course(teacher=teacher, students=[student], subject_name=f"Предмет {place}")
        for day in (9, 16):
            lesson = make.lesson(course=course, on=october(day), number=place + 1)
            moment = make.at(20, on=october(day + 3))
            received = {"received_on": october(day + 2), "received_reason": "болел"}
            make.mark(lesson=lesson, student=student, moment=moment, **(received if day % 2 else {}))
            done = {"done_on": october(day + 3)} if day % 2 else {}
            make.mark(work=make.work(lesson=lesson), student=student, moment=moment, **done)


def by_the_rule(owed_by, number, base):
    spans = Pause.objects.standing().concerning(owed_by).values_list("first_day", "last_day")
    return due_on(number, base, merged(spans))


def base_of(mark):
    return (mark.done_on or mark.date) if mark.duty == Duty.WRITTEN else mark.received_on


@pytest.mark.django_db
@settings(max_examples=12)
@given(st.lists(SPAN, min_size=1, max_size=5, unique_by=lambda span: span[:3]))
def test_stored_days_agree_with_the_rule(spans):
    with undone():
        teachers, deputy = [make.teacher("Первая"), make.teacher("Вторая")], make.person()
        a_month(teachers)
        for start, length, who, stands in spans:
            first = october(1) + make.days(start)
            teacher = None if who is None else teachers[who]
            new = make.pause(first, first + make.days(length), teacher=teacher, by=deputy)
            if not stands:
                withdraw_pause(new, reason="ошибка", by=deputy, at=make.NOW)

        assert wrong_days() == []


def wrong_days():
    """Return each stored day that is not the rule's."""
    lessons = [
        (lesson.topic_deadline_on, lesson.homework_deadline_on, by_the_rule(lesson.topic_owed_by, 0, lesson.date))
        for lesson in Lesson.objects.all()
    ]
    rows = [(work, work.date, work.days) for work in Work.objects.all()]
    rows += [(mark, base_of(mark), mark.work.days) for mark in Mark.objects.select_related("work")]
    told = [
        (row.due_on, row.due_moved, by_the_rule(row.owed_by, number, base), due_on(number, base))
        for row, base, number in rows
    ]
    return [row for row in lessons if len(set(row)) > 1] + [
        row for row in told if (row[0], row[1]) != (row[2], row[2] != row[3])
    ]
