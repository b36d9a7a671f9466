"""The words by which the family pages ask the journal."""

from datetime import date, timedelta

import pytest

from journal.enums import Audience, ExamKind, Presence
from journal.models import (
    Change,
    ExamMark,
    Exemption,
    FinalMark,
    Lesson,
    Mark,
    Membership,
    PlannedTopic,
    Student,
    TermMark,
    Work,
    YearMark,
    owed_to,
    results_of,
    terms_near,
    with_correction,
)
from tests import make

DAY = timedelta(days=1)
DUE = make.TODAY + 6 * DAY


def owed(student):
    return list(owed_to(student, Work.objects.all()))


def test_a_test_owes_a_mark_to_who_was_there(student, lesson):
    work = make.work(lesson=lesson)

    assert [(found.pk, found.promised_on) for found in owed(student)] == [(work.pk, DUE)]


def test_a_whole_mark_pays_the_debt(student, lesson):
    work = make.work(lesson=lesson, kind_code="dictation-task")
    make.mark(work=work, student=student, value=4)
    half = owed(student)
    make.mark(work=work, student=student, value=4, second_value=5)

    assert (half, owed(student)) == ([work], [])


def test_a_dot_pays_the_debt(student, lesson):
    make.mark(work=make.work(lesson=lesson), student=student, value=None, not_handed_in=True)

    assert owed(student) == []


@pytest.mark.parametrize("noted_on, left", [(DUE, 0), (DUE + DAY, 1)])
def test_an_absence_frees_if_noted_by_the_due_day(student, lesson, noted_on, left):
    make.work(lesson=lesson)

    make.absence(lesson=lesson, student=student, moment=make.at(on=noted_on))

    assert len(owed(student)) == left


@pytest.mark.parametrize("recorded_on, left", [(DUE, 0), (DUE + DAY, 1)])
def test_an_exemption_frees_if_recorded_by_the_due_day(student, lesson, recorded_on, left):
    make.work(lesson=lesson)

    Exemption.objects.create(
        student_id=student.pk,
        subject=lesson.course.subject,
        since=make.TODAY,
        ground="справка",
        recorded_at=make.at(on=recorded_on),
    )

    assert len(owed(student)) == left


@pytest.mark.parametrize(
    "membership, left",
    [
        ({"until": DUE}, 0),
        ({"until": DUE + DAY}, 1),
        ({"since": make.TODAY + DAY}, 0),
        ({"recorded_on": make.TODAY + DAY}, 0),
        ({"recorded_on": make.TODAY}, 1),
        ({"until": DUE, "until_recorded_on": DUE}, 0),
        ({"until": DUE, "until_recorded_on": DUE + DAY}, 1),
        ({"until": make.TODAY - DAY, "until_recorded_on": DUE}, 0),
        ({"until": make.TODAY - DAY, "until_recorded_on": DUE + DAY}, 1),
    ],
    ids=[
        "left by the due day",
        "left later",
        "joined later",
        "written in later",
        "written in that day",
        "written out by the due day",
        "written out later",
        "gone before the work, written out by the due day",
        "gone before the work, written out later",
    ],
)
def test_only_who_is_on_the_roster_is_owed(student, lesson, membership, left):
    make.work(lesson=lesson)

    Membership.objects.filter(student=student).update(**membership)

    assert len(owed(student)) == left


def test_a_listed_work_owes_to_the_listed(student, lesson):
    other = make.student("Белова", school_class=make.school_class())
    make.membership(lesson.course, other)

    work = make.work(lesson=lesson, kind_code="homework", audience=Audience.LISTED, students=[student])

    assert (owed(student), owed(other)) == ([work], [])


def test_who_did_the_work_later_is_owed_by_a_later_day(student, lesson):
    work = make.work(lesson=lesson)
    make.absence(lesson=lesson, student=student)
    later = {"work": work, "student": student, "moment": make.at(on=DUE), "done_on": date(2026, 10, 16)}
    make.mark(**later, value=4)
    make.mark(**later, value=None)

    assert [found.promised_on for found in owed(student)] == [date(2026, 10, 22)]


def test_oral_and_cancelled_works_owe_nothing(student, course):
    make.work(lesson=make.lesson(course=course), kind_code="credit")
    cancelled = make.lesson(course=course, number=2)
    make.work(lesson=cancelled)
    Lesson.objects.filter(pk=cancelled.pk).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    assert owed(student) == []


def test_a_correction_is_told_with_what_stood_before(student, lesson):
    work = make.work(lesson=lesson)
    make.mark(work=work, student=student, value=3)
    make.mark(work=work, student=student, value=4, moment=make.at(11), comment="пересчёт баллов")
    make.mark(work=work, student=student, value=4, moment=make.at(12), comment="пересчёт")

    mark = with_correction(Mark.objects.all()).get()
    assert (mark.digits_before, mark.replaced_at) == ("3", make.at(11))
    assert [step.new for step in Change.objects.of_mark(Mark.objects.get()).as_it_went()] == [
        "3",
        "4 — пересчёт баллов",
        "4 — пересчёт",
    ]


def test_a_mark_taken_away_and_given_anew_is_corrected(student, lesson):
    work = make.work(lesson=lesson)
    later = {"work": work, "student": student, "moment": make.at(on=DUE), "done_on": date(2026, 10, 16)}
    make.mark(**later, value=3)
    make.mark(**later, value=None)
    make.mark(**later, value=5)

    mark = with_correction(Mark.objects.all()).get()
    assert (mark.digits_before, mark.replaced_at) == ("3", make.at(on=DUE))


def test_a_mark_whose_digits_never_changed_has_no_correction(student, lesson):
    make.mark(lesson=lesson, student=student)
    before = with_correction(Mark.objects.all()).get()
    make.mark(lesson=lesson, student=student, comment="Отлично")

    after = with_correction(Mark.objects.all()).get()
    assert [(mark.version, mark.digits_before, mark.replaced_at) for mark in (before, after)] == [
        (1, None, None),
        (2, None, None),
    ]


def test_a_lesson_lacks_what_it_owes_once_it_has_begun(course):
    make.lesson(course=course, number=1)
    make.lesson(course=course, number=2, topic="Степени", homework_not_set=True)
    make.lesson(course=course, number=3)

    lessons = Lesson.objects.with_lacks(make.at(9, 30)).in_order()

    assert [(lesson.lacks_topic, lesson.lacks_homework) for lesson in lessons] == [
        (True, True),
        (False, False),
        (False, False),
    ]


def test_a_lesson_tells_who_was_absent(student, lesson):
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)
    other = make.student("Белова")

    found = [Lesson.objects.with_presence_of(person).get().presence for person in (student, other)]

    assert found == [Presence.LATE, Presence.PRESENT]


def test_terms_near_a_summer_day_are_those_of_the_year_behind(db):
    make.year()

    found = [len(terms_near(day)) for day in (date(2026, 8, 1), make.TODAY, date(2027, 7, 1))]

    assert found == [6, 6, 6]


def test_terms_near_any_day_are_none_without_a_year(db):
    assert terms_near(make.TODAY) == ()


def test_results_of_a_year_come_together(student, teacher, course):
    facts = {"student_id": student.pk, "subject": course.subject, "course": course, "given_by": teacher}
    facts |= {"recorded_at": make.NOW, "recorded_on": make.TODAY}
    TermMark.objects.create(term=make.term(), value=4, **facts)
    YearMark.objects.create(year=make.year(), verdict="exempt", **facts)
    ExamMark.objects.create(year=make.year(), value=3, attempt=2, **facts)
    ExamMark.objects.create(year=make.year(), kind=ExamKind.ATTESTATION, value=4, **facts)
    FinalMark.objects.create(year=make.year(), value=5, **facts)

    found = {(row["what"], row["which"], row["value"], row["verdict"]) for row in results_of(student, make.year())}

    assert found == {
        ("term", make.term().pk, 4, ""),
        ("year", 0, None, "exempt"),
        ("exam", 2, 3, ""),
        ("attestation", 1, 4, ""),
        ("final", 0, 5, ""),
    }


def test_a_student_comes_with_the_last_class(student):
    before, now = (Student.objects.with_class(on=day).get(pk=student.pk) for day in (date(2026, 8, 31), make.TODAY))

    assert (before.school_class, before.class_title) == (None, "не в классе")
    assert (now.school_class, now.class_title) == (make.school_class(), "7\u00a0«А»")


def test_lines_of_a_plan_stay_ahead_until_they_have_had_their_lessons(course):
    taken, begun, ahead = (make.planned_topic(course, place, hours=hours) for place, hours in ((1, 1), (2, 2), (3, 1)))
    make.lesson(course=course, number=1, planned_topic=taken)
    make.lesson(course=course, number=2, planned_topic=begun)
    make.lesson(course=course, number=3, planned_topic=ahead, cancelled_at=make.NOW)
    lines = PlannedTopic.objects.of(course)

    assert list(lines.to_be_held().in_order()) == [begun, ahead]
    assert list(lines.with_held().in_order().values_list("held", flat=True)) == [1, 1, 0]
