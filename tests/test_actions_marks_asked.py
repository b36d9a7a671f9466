"""A mark for one who is noted absent is asked about once."""

import pytest

from journal.actions import Doubt, MarkEntry, give_marks
from journal.enums import Presence
from journal.models import Mark
from tests import make


@pytest.fixture
def work(lesson):
    """Today's test."""
    return make.work(lesson=lesson)


@pytest.fixture
def absent(lesson, student):
    make.absence(lesson=lesson, student=student)
    return student


def entry(work, student, value=4, **facts):
    return MarkEntry(work=work, student=student, value=value, by=work.lesson.teacher, at=make.NOW, **facts)


def standing():
    return list(Mark.objects.values_list("value", flat=True))


def test_mark_of_an_absent_student_is_asked_about(work, absent):
    with pytest.raises(Doubt, match=r"Абрамов Пётр: отмечено отсутствие \(Н\)"):
        give_marks([entry(work, absent, sure=False)])

    assert standing() == []


@pytest.mark.parametrize("sure", [True, None])
def test_confirmed_mark_of_an_absent_student_is_given(work, absent, sure):
    give_marks([entry(work, absent, sure=sure)])

    assert standing() == [4]


def test_mark_of_work_done_later_is_not_asked_about(work, absent):
    give_marks([entry(work, absent, sure=False, done_on=make.TODAY)])

    assert standing() == [4]


def test_mark_that_stands_is_corrected_without_asking(work, absent):
    give_marks([entry(work, absent)])

    give_marks([entry(work, absent, value=5, sure=False)])

    assert standing() == [5]


def test_late_student_is_not_asked_about(lesson, work, student):
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)

    give_marks([entry(work, student, sure=False)])

    assert standing() == [4]


def test_doubts_are_put_apart_and_the_others_written(course, work, absent):
    other = make.student("Белова")
    make.membership(course, other)
    doubts = []

    give_marks([entry(work, absent, sure=False), entry(work, other, 3, sure=False)], apart=doubts)

    assert [doubt.standing.student_id for doubt in doubts] == [absent.pk]
    assert standing() == [3]
