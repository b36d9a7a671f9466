"""Since which day an entry has stood: the worked examples, and a slow recount from the history alone."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

import pytest
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import given, settings
from hypothesis import strategies as st

from journal import actions
from journal.enums import Matter, Presence
from journal.models import Attendance, Change, Mark
from tests import make


def october(day, hour=10, minute=0):
    return make.at(hour, minute, on=date(2026, 10, day))


def last_moment(day):
    return october(day, 23, 59) + timedelta(seconds=59)


# --- What a teacher does, each at its moment


def write_topic(lesson, *steps):
    for at, topic in steps:
        actions.write_topics([actions.TopicEntry(lesson=lesson, topic=topic, by=lesson.teacher, at=at)])
    lesson.refresh_from_db()
    return lesson.topic_recorded_on


def write_homework(lesson, *steps):
    for at, facts in steps:
        actions.write_homework([actions.HomeworkEntry(lesson=lesson, by=lesson.teacher, at=at, **facts)])
    lesson.refresh_from_db()
    return lesson.homework_recorded_on


def give(work, student, *steps):
    for at, facts in steps:
        entry = actions.MarkEntry(work=work, student=student, by=work.set_by, at=at, **facts)
        actions.give_marks([entry])
    return Mark.objects.get()


ORAL = {
    1: ([(last_moment(12), {"value": 5})], 12),
    2: ([(october(13, 0), {"value": 5})], 13),
    17: ([(october(12), {"value": 4}), (october(20), {"value": 5})], 12),
    18: ([(datetime(2026, 10, 12, 20, 30, tzinfo=UTC), {"value": 5})], 13),
    23: ([(october(12), {"value": 5}), (october(14, 9), {}), (october(14), {"value": 5})], 12),
    24: ([(october(12), {"value": 5}), (october(14), {}), (october(15), {"value": 5})], 15),
}
WRITTEN = {
    3: ("test", [(last_moment(18), {"value": 4})], 18),
    4: ("test", [(october(19, 0), {"value": 4})], 19),
    28: ("test", [(october(17), {"not_handed_in": True}), (october(30), {"value": 3})], 17),
    30: ("dictation-task", [(october(14), {"value": 4}), (october(19), {"value": 4, "second_value": 5})], 19),
}
TOPIC = {
    11: ([(october(12), "Степень"), (october(19), "Степень числа")], 12),
    12: ([(october(12), "Степень"), (october(13), ""), (october(14), "Степень")], 14),
}
HOMEWORK = {13: ([(october(12), {"not_set": True}), (october(14), {"text": "п. 7"})], 12)}


@pytest.mark.parametrize("example", ORAL)
def test_answer_is_recorded(example, lesson, student):
    steps, day = ORAL[example]

    mark = give(make.work(lesson=lesson, kind_code="answer"), student, *steps)

    assert (mark.recorded_on, mark.due_on) == (date(2026, 10, day), make.TODAY)


@pytest.mark.parametrize("example", WRITTEN)
def test_written_work_is_recorded(example, lesson, student):
    code, steps, day = WRITTEN[example]

    mark = give(make.work(lesson=lesson, kind_code=code), student, *steps)

    assert (mark.recorded_on, mark.due_on) == (date(2026, 10, day), date(2026, 10, 18))


def test_work_done_later_is_due_from_that_day(lesson, student):
    """Example 8."""
    work = make.work(lesson=lesson)
    make.absence(lesson=lesson, student=student)

    mark = give(work, student, (october(22), {"value": 4, "done_on": date(2026, 10, 16)}))

    assert (mark.recorded_on, mark.due_on) == (date(2026, 10, 22), date(2026, 10, 22))


@pytest.mark.parametrize("example", TOPIC)
def test_topic_is_recorded(example, lesson):
    steps, day = TOPIC[example]

    assert write_topic(lesson, *steps) == date(2026, 10, day)


@pytest.mark.parametrize("example", HOMEWORK)
def test_homework_is_recorded(example, lesson):
    steps, day = HOMEWORK[example]

    assert write_homework(lesson, *steps) == date(2026, 10, day)


def test_absence_recorded_late_keeps_its_day(lesson, student):
    """Example 27."""
    make.absence(lesson=lesson, student=student, moment=october(19))

    assert Attendance.objects.get().recorded_on == date(2026, 10, 19)


# --- A slow recount: from the history alone, day by day, whatever is written and emptied, and whenever


def recounted(matter, stands):
    """Return the first of the days at whose end the entry has stood without a break; None when it does not stand.

    `stands`: whether what a change has left behind is the entry.
    """
    changes = list(Change.objects.about(matter).order_by("number"))
    if not changes or not stands(changes[-1].new):
        return None
    since = localdate(changes[-1].at)
    while stood_at_the_end_of(since - make.days(1), changes, stands):
        since -= make.days(1)
    return since


def stood_at_the_end_of(day, changes, stands):
    until_then = [change for change in changes if localdate(change.at) <= day]
    return bool(until_then) and stands(until_then[-1].new)


# Hours that pass, and what is then written.
STEPS = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(("", "one", "other", "half"))), min_size=1, max_size=12)


def lived(steps, facts):
    """Return the steps at their moments, from Monday noon on."""
    moments = accumulate((timedelta(hours=hours) for hours, _ in steps), initial=october(12, 12))
    return [(at, facts[word]) for at, (_, word) in zip(list(moments)[1:], steps, strict=True)]


@contextmanager
def undone():
    """Make a lesson with its student, and undo everything at the end: an example must not see the one before."""
    with transaction.atomic():
        student = make.student(school_class=make.school_class())
        yield make.lesson(course=make.course(teacher=make.teacher(), students=[student])), student
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=40)
@given(STEPS)
def test_topic_agrees_with_the_recount(steps):
    with undone() as (lesson, _):
        write_topic(lesson, *lived(steps, {"": "", "one": "Степень", "other": "Корень", "half": " "}))

        assert (lesson.topic_recorded_on if lesson.topic else None) == recounted(Matter.TOPIC, bool)


@pytest.mark.django_db
@settings(max_examples=40)
@given(STEPS)
def test_homework_agrees_with_the_recount(steps):
    facts = {"": {}, "one": {"text": "п. 7"}, "other": {"text": "п. 8"}, "half": {"not_set": True}}
    with undone() as (lesson, _):
        write_homework(lesson, *lived(steps, facts))

        recorded_on = lesson.homework_recorded_on if lesson.has_homework_entry else None
        assert recorded_on == recounted(Matter.HOMEWORK, bool)


@pytest.mark.django_db
@settings(max_examples=40)
@given(STEPS)
def test_mark_of_two_parts_agrees_with_the_recount(steps):
    facts = {"": {}, "one": {"value": 4, "second_value": 5}, "other": {"not_handed_in": True}, "half": {"value": 3}}
    is_whole = lambda said: said in ("4/5", "·")
    with undone() as (lesson, student):
        work = make.work(lesson=lesson, kind_code="essay")

        mark = give(work, student, (october(12, 12), {"value": 3}), *lived(steps, facts))

        assert (mark.recorded_on if is_whole(mark.digits) else None) == recounted(Matter.MARK, is_whole)


@pytest.mark.django_db
@settings(max_examples=40)
@given(STEPS)
def test_absence_agrees_with_the_recount(steps):
    facts = {"": Presence.PRESENT, "one": Presence.ABSENT, "other": Presence.ILL, "half": Presence.LATE}
    is_away = lambda said: said in ("Н", "Б")
    with undone() as (lesson, student):
        make.absence(lesson=lesson, student=student, moment=october(12, 12))
        for at, presence in lived(steps, facts):
            make.absence(lesson=lesson, student=student, presence=presence, moment=at)

        row = Attendance.objects.get()
        assert (row.recorded_on if row.is_away else None) == recounted(Matter.PRESENCE, is_away)
