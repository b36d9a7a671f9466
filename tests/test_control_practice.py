"""What stands beside the shares in time: the load, the hour of entry, the plan and the fact."""

from datetime import date, time, timedelta

import pytest

from journal.actions import HomeworkEntry, write_homework
from journal.control import Habit, Hours, Selection, practice_of, teachers
from journal.control.practice import LESSONS, WORKS
from journal.enums import CourseKind, Duty, Mode
from tests import make

EVENING = make.at(20)
MONDAY = date(2026, 10, 5)
pytestmark = pytest.mark.django_db


def practice(**asked):
    facts = {"first": make.YEAR_BEGINS, "last": make.YEAR_ENDS, "now": EVENING, "today": make.TODAY} | asked
    return practice_of(Selection(**facts))


def load(**asked):
    found = practice(**asked)
    return found.total(LESSONS), found.total(WORKS), found.marks


@pytest.fixture
def busy(lesson, student, belova):
    """Two lessons of the teacher with a test and three marks, beside what is no lesson held."""
    work = make.work(lesson=lesson)
    for each in (student, belova):
        make.mark(work=work, student=each)
    make.mark(lesson=make.lesson(course=lesson.course, on=MONDAY), student=student)
    make.lesson(course=lesson.course, number=2, cancelled_at=EVENING)
    make.lesson(course=lesson.course, on=date(2026, 10, 13))
    nothing = {"kind": CourseKind.ACTIVITY, "marks_since": None, "homework_since": None}
    make.lesson(course=make.course(teacher=lesson.teacher, **nothing))
    return lesson


def test_load_is_of_lessons_held(busy, teacher):
    assert load(teacher=teacher.pk) == load(courses=[busy.course_id]) == (2, 1, 3)


def test_load_is_of_the_days(busy, teacher):
    assert load(teacher=teacher.pk, last=MONDAY) == (1, 0, 1)


def test_load_is_of_who_held_the_lesson(busy, colleague):
    other = make.lesson(course=busy.course, number=3, teacher=colleague)
    make.work(lesson=other)

    assert load(teacher=colleague.pk) == (1, 1, 0)
    assert load(courses=[busy.course_id]) == (3, 2, 3)


def test_mark_and_work_taken_away_are_no_load(busy, teacher, student):
    busy.works.update(cancelled_at=EVENING, cancelled_on=make.TODAY)

    assert load(teacher=teacher.pk) == (2, 0, 1)


def test_nothing_selected_is_nothing_done(busy):
    assert (load(courses=[]), practice(courses=[]).habits, practice(courses=[]).hours) == ((0, 0, 0), {}, {})


def test_habit_is_the_median_of_the_hour_and_of_the_time_after_the_lesson(course, teacher):
    for number, moment in ((1, make.at(9)), (2, make.at(14, 20)), (3, make.at(21))):
        make.write_topic(make.lesson(course=course, number=number), at=moment)

    assert practice(teacher=teacher.pk).habits == {Duty.TOPIC: Habit(3, time(14, 20), timedelta(hours=5, minutes=20))}


def test_habit_of_the_night_belongs_to_the_evening(course, teacher):
    for on, moment in ((MONDAY, make.at(23, 50, on=MONDAY)), (make.TODAY, make.at(0, 20, on=date(2026, 10, 13)))):
        make.write_topic(make.lesson(course=course, on=on), at=moment)

    assert practice(teacher=teacher.pk).habits[Duty.TOPIC].hour == time(0, 5)


def test_habits_are_told_by_kind_of_entry(lesson, student, belova, teacher):
    entry = {"lesson": lesson, "by": teacher, "at": make.at(9)}
    write_homework([HomeworkEntry(text="п. 7", **entry)])
    work = make.work(lesson=lesson)
    make.mark(work=work, student=student, moment=make.at(8, on=date(2026, 10, 14)))
    make.mark(work=work, student=belova, moment=make.at(8, on=date(2026, 10, 17)))
    make.mark(lesson=lesson, student=student, moment=make.at(8, 30))
    remote = make.lesson(course=lesson.course, number=2, mode=Mode.REMOTE)
    make.mark(lesson=remote, student=student, moment=make.at(12))

    assert practice(teacher=teacher.pk).habits == {
        Duty.HOMEWORK: Habit(1, time(9), timedelta(hours=1)),
        Duty.WRITTEN: Habit(1, time(8), timedelta(days=2)),
        Duty.MARK: Habit(1, time(8, 30), timedelta(minutes=30)),
        Duty.REMOTE: Habit(1, time(12), timedelta(hours=3)),
    }


def test_hours_are_what_the_timetable_has_and_what_was_held(course, teacher, colleague):
    make.planned_topic(course, 1, hours=3)
    make.planned_topic(course, 2, hours=2)
    make.lesson(course=course, on=MONDAY, topic="Степень")
    make.lesson(course=course, on=MONDAY, number=2, teacher=colleague)
    make.lesson(course=course, on=date(2026, 10, 6), cancelled_at=EVENING)
    make.lesson(course=course, cancelled_at=EVENING)
    make.lesson(course=course, topic="Степень")
    make.lesson(course=course, on=date(2026, 10, 13))

    hours = practice(teacher=teacher.pk).hours

    assert hours == practice(courses=[course.pk]).hours == {course.pk: Hours(5, given=3, cancelled=1, named=2)}
    assert (hours[course.pk].scheduled, hours[course.pk].behind) == (4, 2)


def test_hours_are_of_the_courses_one_teaches(course, colleague):
    make.lesson(course=course, teacher=colleague)

    assert practice(teacher=colleague.pk).hours == {}


def test_teachers_come_with_the_day_of_their_first_lesson(course, teacher, colleague, deputy):
    make.lesson(course=course, on=date(2026, 9, 1), cancelled_at=EVENING)
    make.lesson(course=course, on=MONDAY)
    make.lesson(course=course)

    def days():
        found = dict(teachers().values_list("pk", "first_lesson_on"))
        return [found.get(person.pk, "no teacher") for person in (teacher, colleague, deputy)]

    assert days() == [MONDAY, None, "no teacher"]

    make.lesson(course=course, number=2, teacher=deputy)

    assert days() == [MONDAY, None, make.TODAY]


@pytest.mark.parametrize("lessons", [1, 3])
def test_practice_is_read_in_one_query(busy, teacher, lessons, django_assert_num_queries):
    for number in range(lessons):
        make.write_topic(make.lesson(course=busy.course, number=3 + number), at=EVENING)

    with django_assert_num_queries(1):
        practice(teacher=teacher.pk)
