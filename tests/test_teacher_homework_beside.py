"""Homework of one lesson for parallel classes in the same step, and the minutes of one day together."""

import pytest

from journal.actions import Refused
from journal.models import Lesson
from journal.views.teacher.facts import Facts
from journal.views.teacher.page import form_of
from tests import make
from tests.reading import part
from tests.teaching import history, page_of, post

WEDNESDAY, FRIDAY = make.TODAY + make.days(2), make.TODAY + make.days(4)


@pytest.fixture
def beside(teacher):
    """Algebra of 7 «Б» by the same teacher."""
    return make.course(teacher=teacher, classes=[make.school_class(7, "Б")], students=[make.student("Белова", "Анна")])


def offered(client, lesson) -> list[tuple]:
    """Return what is asked about parallel classes: the class, and the choices."""
    return [
        (field.label, [said for _, said in field.field.choices]) for field in page_of(client, lesson).homework.beside
    ]


def set_for(client, lesson, chosen, **fields):
    return post(client, lesson, "homework", text="№ 7", seen="", **{f"course-{chosen.course_id}": chosen.pk}, **fields)


def homework() -> list[tuple]:
    rows = Lesson.objects.exclude(homework="").order_by("course", "date", "number")
    return list(rows.values_list("course__group", "homework", "homework_due_on", "homework_minutes"))


# --- Parallel classes


def test_parallel_class_is_offered_its_nearest_lessons(teaching, lesson, beside):
    for on in (make.TODAY, WEDNESDAY, FRIDAY):
        make.lesson(course=beside, on=on, number=2)

    assert offered(teaching, lesson) == [
        (
            "7\u00a0«Б»",
            [
                "Не задавать",
                "Урок пн, 12\u00a0октября, 2-й урок, сделать к ср, 14\u00a0октября",
                "Урок ср, 14\u00a0октября, 2-й урок, сделать к пт, 16\u00a0октября",
                "Урок пт, 16\u00a0октября, 2-й урок",
            ],
        )
    ]


def test_same_homework_is_set_to_each_class_with_its_own_day(teaching, course, lesson, beside):
    own_due = make.lesson(course=course, on=WEDNESDAY)
    there = make.lesson(course=beside, number=3)
    make.lesson(course=beside, on=FRIDAY)

    response = set_for(teaching, lesson, there, due=own_due.pk, minutes=20)

    assert response.status_code == 302
    assert homework() == [
        ("7\u00a0«А»", "№ 7", WEDNESDAY, 20),
        ("7\u00a0«Б»", "№ 7", FRIDAY, 20),
    ]


def test_listed_students_are_of_one_class_alone(teaching, lesson, student, beside):
    there = make.lesson(course=beside, number=3)

    set_for(teaching, lesson, there, students=[student.pk])

    assert list(Lesson.objects.filter(homework_is_listed=True)) == [lesson]
    assert history("new") == [("№ 7 (по списку: 1)",), ("№ 7",)]


def test_lesson_with_homework_or_cancelled_is_not_offered(teaching, lesson, beside):
    make.lesson(course=beside, number=2, homework="№ 1")
    make.lesson(course=beside, number=3, homework_not_set=True)
    make.lesson(course=beside, number=4, cancelled_at=make.NOW)

    assert offered(teaching, lesson) == []


def test_courses_that_are_not_parallel_are_not_offered(teaching, teacher, colleague, lesson):
    eighth, seventh = [make.school_class(8, "В")], [make.school_class(7, "Б")]
    make.lesson(course=make.course(teacher=teacher, classes=eighth), number=2)
    make.lesson(course=make.course(teacher=teacher, classes=seventh, subject_name="Химия"), number=3)
    make.lesson(course=make.course(teacher=colleague, classes=seventh), number=2)
    make.lesson(course=make.course(teacher=teacher, classes=seventh, homework_since=None), number=4)

    assert offered(teaching, lesson) == []


def test_lesson_of_a_foreign_course_is_refused(teaching, colleague, lesson, beside):
    make.lesson(course=beside, number=2)
    foreign = make.lesson(course=make.course(teacher=colleague), number=2)
    field = f"course-{beside.pk}"

    response = post(teaching, lesson, "homework", text="№ 7", seen="", **{field: foreign.pk})

    assert "На этом уроке уже есть задание или урока нет. Выберите урок из списка." in response.text
    assert homework() == []


def test_course_that_was_not_asked_about_is_not_written(teaching, colleague, lesson):
    foreign = make.lesson(course=make.course(teacher=colleague), number=2)

    assert (set_for(teaching, lesson, foreign).status_code, len(homework())) == (302, 1)


def test_substitute_sets_homework_where_they_hold_the_lesson(teaching, lesson, teacher, colleague):
    foreign = make.course(teacher=colleague, classes=[make.school_class(7, "Б")])
    make.lesson(course=foreign, number=2)
    make.lesson(course=foreign, on=WEDNESDAY, teacher=teacher)
    make.lesson(course=foreign, on=FRIDAY)

    assert offered(teaching, lesson) == [
        ("7\u00a0«Б»", ["Не задавать", "Урок ср, 14\u00a0октября, 1-й урок, сделать к пт, 16\u00a0октября"])
    ]


def test_homework_set_there_at_the_same_moment_refuses_all(teacher, lesson, beside):
    there = make.lesson(course=beside, number=3)
    facts = Facts(Lesson.objects.with_course().get(pk=lesson.pk), user=teacher, today=make.TODAY)
    posted = {"part": "homework", "homework-text": "№ 7", f"homework-course-{beside.pk}": there.pk}
    form = form_of(facts, "homework", posted=posted)
    assert form.is_valid()
    Lesson.objects.filter(pk=there.pk).update(
        homework="№ 1", homework_recorded_at=make.NOW, homework_recorded_on=make.TODAY
    )

    with pytest.raises(Refused, match=r"7\u00a0«Б»: на этом уроке тем временем уже задали\. Выберите другой урок\."):
        form.save(by=teacher, at=make.NOW)

    assert (homework(), history("new")) == ([("7\u00a0«Б»", "№ 1", None, None)], [])


def test_conflict_keeps_what_was_chosen_for_others(teaching, course, beside):
    lesson = make.lesson(course=course, homework="№ 1")
    there = make.lesson(course=beside, number=3)

    response = set_for(teaching, lesson, there, minutes=20)

    form = response.context["page"].homework
    assert (response.status_code, homework()) == (409, [("7\u00a0«А»", "№ 1", None, None)])
    assert [field.value() for field in form.beside] == [there.pk]
    assert (form["minutes"].value(), form.is_detailed) == (20, True)


# --- Minutes of a day


@pytest.fixture
def other(teacher, student):
    """Another course of the same student."""
    return make.course(teacher=teacher, students=[student], subject_name="Химия")


def set_minutes(course, minutes, *, number, due=WEDNESDAY, **facts):
    """Make a lesson of today whose homework is due on a day."""
    return make.lesson(
        course=course, number=number, homework="№ 1", homework_minutes=minutes, homework_due_on=due, **facts
    )


def warning(client, lesson):
    return page_of(client, lesson).warning


def test_minutes_beyond_the_norm_are_warned_of(teaching, course, other):
    lesson = set_minutes(course, 60, number=1)
    set_minutes(other, 91, number=2)

    page = teaching.get(lesson.get_absolute_url())

    said = "ср, 14 октября: на этот день уже задано на 151 мин, норма 7 класса — 150 мин в день."
    assert said in part(page, "Домашнее задание")


def test_minutes_up_to_the_norm_need_no_warning(teaching, course, other):
    lesson = set_minutes(course, 60, number=1)
    set_minutes(other, 90, number=2)

    assert warning(teaching, lesson) is None


def test_minutes_of_other_days_and_lessons_cancelled_do_not_count(teaching, course, other):
    lesson = set_minutes(course, 60, number=1)
    set_minutes(other, 300, number=2, due=FRIDAY)
    set_minutes(other, 300, number=3, cancelled_at=make.NOW)

    assert warning(teaching, lesson) is None


def test_minutes_count_for_those_to_whom_they_are_set(teaching, course, other, student):
    lesson = set_minutes(course, 100, number=1)
    listed = set_minutes(other, 100, number=2, homework_is_listed=True)
    free = warning(teaching, lesson)

    listed.homework_addressees.create(student_id=student.pk)

    assert (free, warning(teaching, lesson) is None) == (None, False)


def test_homework_without_minutes_has_no_sum(teaching, course, other):
    lesson = set_minutes(course, None, number=1)
    set_minutes(other, 300, number=2)

    assert warning(teaching, lesson) is None
