"""How far a work is marked: who is still owed a mark. The numbers are those of the worked examples of the deadlines."""

from datetime import timedelta

import pytest

from journal.enums import Presence
from journal.models import Exemption, Membership, Work, owed_to, with_progress
from tests import make

LATER = make.NOW + timedelta(days=7)


def progress():
    """Return (marked, unmarked) of the only work that is not the oral one."""
    work = with_progress(Work.objects.filter(is_implicit=False)).get()
    return work.marked, work.unmarked


def written(lesson, student):
    return make.work(lesson=lesson)


def marked(lesson, student):
    make.mark(work=written(lesson, student), student=student)


def not_handed_in(lesson, student):
    make.mark(work=written(lesson, student), student=student, value=None, not_handed_in=True)


def absent(lesson, student):
    written(lesson, student)
    make.absence(lesson=lesson, student=student)


def late(lesson, student):
    written(lesson, student)
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)


def absent_recorded_after_the_due_day(lesson, student):
    written(lesson, student)
    make.absence(lesson=lesson, student=student, moment=LATER)


def joined_later(lesson, student):
    written(lesson, student)
    Membership.objects.update(since=make.TODAY + make.days(2))


def recorded_later(lesson, student):
    written(lesson, student)
    Membership.objects.update(recorded_on=make.TODAY + make.days(2))


def left_by_the_due_day(lesson, student):
    written(lesson, student)
    Membership.objects.update(until=make.TODAY + make.days(3))


def left_after_the_due_day(lesson, student):
    written(lesson, student)
    Membership.objects.update(until=make.TODAY + make.days(8))


def written_out_after_the_due_day(lesson, student):
    left_by_the_due_day(lesson, student)
    Membership.objects.update(until_recorded_on=LATER)


def gone_before_and_written_out_after_the_due_day(lesson, student):
    written_out_after_the_due_day(lesson, student)
    Membership.objects.update(until=make.TODAY - make.days(1))


def exempt(lesson, student):
    written(lesson, student)
    free(lesson, student, make.NOW)


def exempt_recorded_after_the_due_day(lesson, student):
    written(lesson, student)
    free(lesson, student, LATER)


def free(lesson, student, recorded_at):
    Exemption.objects.create(
        student_id=student.pk,
        subject=lesson.course.subject,
        since=make.TODAY,
        ground="справка",
        recorded_at=recorded_at,
    )


def half_of_two_parts(lesson, student):
    make.mark(work=make.work(lesson=lesson, kind_code="dictation-task"), student=student)


def half_of_two_parts_done_later(lesson, student):
    work = make.work(lesson=lesson, kind_code="dictation-task")
    make.absence(lesson=lesson, student=student)
    make.mark(work=work, student=student, done_on=make.TODAY + make.days(1), moment=LATER)


def listed(lesson, student):
    make.work(lesson=lesson, students=[student])


def listed_and_marked(lesson, student):
    make.mark(work=make.work(lesson=lesson, students=[student]), student=student)


def listed_and_left(lesson, student):
    listed(lesson, student)
    Membership.objects.update(until=make.TODAY + make.days(3))


def listed_and_written_out_after_the_due_day(lesson, student):
    listed_and_left(lesson, student)
    Membership.objects.update(until_recorded_on=LATER)


def spoken(lesson, student):
    make.work(lesson=lesson, kind_code="by-heart")


@pytest.mark.parametrize(
    "happened, expected",
    [
        (written, (0, 1)),
        (marked, (1, 0)),
        (not_handed_in, (1, 0)),
        (absent, (0, 0)),
        (late, (0, 1)),
        (absent_recorded_after_the_due_day, (0, 1)),
        (joined_later, (0, 0)),
        (recorded_later, (0, 0)),
        (left_by_the_due_day, (0, 0)),
        (left_after_the_due_day, (0, 1)),
        (written_out_after_the_due_day, (0, 1)),
        (gone_before_and_written_out_after_the_due_day, (0, 1)),
        (exempt, (0, 0)),
        (exempt_recorded_after_the_due_day, (0, 1)),
        (half_of_two_parts, (0, 1)),
        (half_of_two_parts_done_later, (0, 1)),
        (listed, (0, 1)),
        (listed_and_marked, (1, 0)),
        (listed_and_left, (0, 0)),
        (listed_and_written_out_after_the_due_day, (0, 1)),
        (spoken, (0, 0)),
    ],
)
def test_work_owes_marks_to_those_who_did_it(lesson, student, happened, expected):
    happened(lesson, student)

    assert progress() == expected


def test_work_agrees_with_what_each_student_is_owed(course, lesson, student):
    for surname in ("Белова", "Ветров"):
        make.membership(course, make.student(surname))
    make.mark(work=make.work(lesson=lesson), student=student)

    owed = [
        owed_to(member.student, Work.objects.all()).count() for member in course.memberships.select_related("student")
    ]

    assert (progress(), sorted(owed)) == ((1, 2), [0, 1, 1])
