"""What stands in the database beside what the history tells of works, authors and days, cancelled lessons.

All that people do leaves no difference; each single value changed behind their backs does.
"""

from datetime import date, timedelta

import pytest
from django.db.models import F

from journal.actions import bring_marks, cancel_lessons, cancel_work, hand_over, move_work, rename_work, set_retake
from journal.actions.entries import TransferEntry
from journal.enums import ExamKind
from journal.models import ExamMark, Lesson, Mark, TermMark, Work
from tests import make
from tests.meddling import differs, found

YESTERDAY = make.TODAY - make.days(1)


# --- Works


@pytest.fixture
def later(course):
    return make.lesson(course=course, on=make.TODAY + make.days(2))


def test_works_that_people_change_are_as_they_were_written(course, lesson, later, student, belova, teacher):
    first = make.work(lesson=lesson, title="Диктант, вес 9, отметки не позднее пятницы")
    set_retake(first, lesson=later, students=[student], by=teacher, at=make.NOW)
    set_retake(first, lesson=later, students=[belova], by=teacher, at=make.NOW)
    cancelled, moved = make.work(lesson=later), make.work(lesson=lesson, kind_code="essay")
    cancel_work(cancelled, reason="Не успели", by=teacher, at=make.NOW)
    move_work(moved, lesson=later, by=teacher, at=make.at(7))
    rename_work(make.reload_work(moved), title="Осень\nи зима", by=teacher, at=make.NOW)

    assert found(course) == []


def test_work_handed_over_is_as_it_was_written(course, work, student, teacher, deputy):
    successor = make.teacher("Новая")

    hand_over(giver=teacher, successor=successor, reason="Приказ № 1", by=deputy, at=make.NOW + timedelta(hours=2))

    assert found(course) == []


WORKS = {
    "title": (
        lambda work, later: Work.objects.filter(pk=work.pk).update(title="Диктант"),
        ("название", "Диктант", "Контрольная № 1"),
    ),
    "retake": (
        lambda work, later: Work.objects.filter(pk=work.pk).update(retake_of=make.work(lesson=later)),
        ("название", "Контрольная № 1, пересдача", "Контрольная № 1"),
    ),
    "day": (
        lambda work, later: Work.objects.filter(pk=work.pk).update(date=date(2026, 11, 9)),
        ("день", "09.11.2026, 1-й урок 12.10.2026", "12.10.2026, 1-й урок 12.10.2026"),
    ),
    "lesson alone": (
        lambda work, later: Work.objects.filter(pk=work.pk).update(lesson=later),
        ("день", "12.10.2026, 1-й урок 14.10.2026", "12.10.2026, 1-й урок 12.10.2026"),
    ),
    "course of the lesson": (
        lambda work, later: Lesson.objects.exclude(pk=later.pk).update(course=make.course(subject_name="Труд")),
        ("день", "12.10.2026", ""),
    ),
    "lesson": (
        lambda work, later: Work.objects.filter(pk=work.pk).update(lesson=later, date=later.date),
        ("день", "14.10.2026, 1-й урок 14.10.2026", "12.10.2026, 1-й урок 12.10.2026"),
    ),
}


@pytest.mark.parametrize("what", WORKS)
def test_work_changed_in_the_database_is_found(course, work, later, what):
    change, (aspect, *sides) = WORKS[what]
    assert found(course) == []

    change(work, later)

    assert differs(course, f"работа, {aspect}") == tuple(sides)


def test_weight_is_told_after_the_title(course, lesson):
    make.work(lesson=lesson, title="Диктант, вес 9, отметки не позднее пятницы")

    Work.objects.update(weight=7)

    assert differs(course, "работа") == ("вес 7", "вес 3")


# --- Marks


@pytest.fixture
def marked(work, student):
    """A mark of the test, corrected an hour after."""
    make.mark(work=work, student=student, value=4)
    return make.mark(work=work, student=student, value=5, moment=make.NOW)


def test_marks_that_people_change_are_as_they_were_written(course, work, marked, later, student, belova, deputy):
    make.mark(work=work, student=student, value=None, moment=make.NOW + timedelta(hours=1))
    oral = {"lesson": make.lesson(course=course, number=2), "student": belova}
    make.mark(**oral, value=3, by=deputy)
    make.mark(work=make.work(lesson=later, kind_code="essay"), student=student, moment=later.starts_at)
    brought = {"course": course, "student": student, "by": deputy, "at": make.NOW}
    bring_marks([TransferEntry(value=4, date=make.TODAY, document="Справка № 7", **brought)])

    assert found(course) == []


def test_mark_that_went_along_with_its_work_keeps_its_author(course, lesson, later, student, teacher, deputy):
    work, day_after = make.work(lesson=lesson), make.at(on=later.date)
    said = {"received_on": later.date, "received_reason": "болел"}
    make.mark(work=work, student=student, moment=day_after, **said)

    move_work(work, lesson=later, by=deputy, at=day_after + timedelta(hours=1))

    assert (Mark.objects.get().given_by, found(course)) == (teacher, [])


MARKS = {
    "author": (lambda other: Mark.objects.update(given_by=other), "кто и когда"),
    "moment": (lambda other: Mark.objects.update(changed_at=make.at(11)), "кто и когда"),
    "lesson's day": (lambda other: Mark.objects.update(date=YESTERDAY, received_on=YESTERDAY), "день урока"),
    "moment of record": (lambda other: Mark.objects.update(recorded_at=make.at(7)), "когда внесена"),
    "day of record": (lambda other: Mark.objects.update(recorded_on=YESTERDAY), "когда внесена"),
}


@pytest.mark.parametrize("what", MARKS)
def test_mark_changed_in_the_database_is_found(course, marked, deputy, what):
    change, aspect = MARKS[what]
    assert found(course) == []

    change(deputy)

    now, then = differs(course, f"отметка, {aspect}")
    assert now != then


# --- Results


@pytest.fixture
def results(course, student):
    of_exam = {"year": make.year(), "kind": ExamKind.EXAM, "form": "Письменно", "held_on": make.TODAY}
    make.result(course, student, model=ExamMark, value=4, comment="Апелляция", **of_exam)
    make.result(course, student, term=make.term(), value=4)
    make.result(course, student, term=make.term(), value=5, comment="Старание")
    return course


RESULTS = {
    "author": (lambda other: TermMark.objects.update(given_by=other), "отметка за период, кто и когда"),
    "moment": (lambda other: TermMark.objects.update(recorded_at=make.at(7)), "отметка за период, кто и когда"),
    "comment": (lambda other: TermMark.objects.update(comment=""), "отметка за период, пояснение"),
    "form": (lambda other: ExamMark.objects.update(form="Устно"), "экзаменационная отметка, пояснение"),
    "day": (
        lambda other: ExamMark.objects.update(held_on=F("recorded_on") + timedelta(days=1)),
        "экзаменационная отметка, пояснение",
    ),
}


@pytest.mark.parametrize("what", RESULTS)
def test_result_changed_in_the_database_is_found(results, deputy, what):
    change, aspect = RESULTS[what]
    assert found(results) == []

    change(deputy)

    now, then = differs(results, aspect)
    assert now != then


# --- Lessons


@pytest.fixture
def cancelled(lesson, deputy):
    cancel_lessons([lesson], reason="карантин", by=deputy, at=make.NOW)
    return lesson


def test_lesson_held_though_it_was_cancelled_is_found(course, cancelled):
    before = found(course)

    Lesson.objects.update(cancelled_at=None, cancelled_on=None, cancel_reason="")

    assert (before, differs(course, "урок")) == ([], ("", "отменён, 12.10.2026 10:00"))


def test_lesson_cancelled_in_the_database_is_found(course, lesson):
    Lesson.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY, cancel_reason="так надо")

    assert differs(course, "урок") == ("отменён, 12.10.2026 10:00", "")
