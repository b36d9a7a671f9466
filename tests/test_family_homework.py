"""The homework of a child by the day it is due."""

from datetime import date

import pytest

from journal.models import Lesson
from tests import make
from tests.owing import BESIDE
from tests.reading import lines, part

TUESDAY, FRIDAY = date(2026, 10, 13), date(2026, 10, 16)
LAST_FRIDAY = date(2026, 10, 9)


@pytest.fixture
def homework(client, parent, student, school):
    client.force_login(parent)
    return lambda: client.get(f"/students/{student.pk}/homework/")


@pytest.fixture
def ahead(course):
    """Tomorrow's lesson."""
    return make.lesson(course=course, on=TUESDAY)


def test_homework_stands_by_the_day_it_is_due(homework, course, ahead):
    due_days = (TUESDAY, make.TODAY, FRIDAY, None, LAST_FRIDAY)
    for number, due_on in enumerate(due_days, 1):
        make.lesson(course=course, on=date(2026, 10, number + 1), homework=f"№ {number}", homework_due_on=due_on)

    assert part(homework(), "На завтра, вт, 13 октября", to="Нет нужной информации?") == [
        *("Алгебра", "№ 1", "задано пт, 2 октября"),
        *("Позже", "Алгебра", "№ 3", "задано вс, 4 октября, на пт, 16 октября"),
        *("Алгебра", "№ 4", "задано пн, 5 октября, день сдачи не указан"),
        *("На сегодня", "Алгебра", "№ 2", "задано сб, 3 октября"),
        *("Прошлые", "Алгебра", "№ 5", "задано вт, 6 октября, на пт, 9 октября"),
    ]


def test_homework_that_is_lacking_stands_apart(homework, course, ahead):
    make.lesson(course=course)
    make.lesson(course=course, on=LAST_FRIDAY)

    assert part(homework(), "Ещё не внесено", to="Позже") == [
        *("Алгебра", f"■ срок прошёл 09.10, запись ещё не внесена п. 4.1.4 {BESIDE}", "урок пт, 9 октября"),
        *("Алгебра", "▲ ещё не внесено, срок сегодня до 23:59 п. 4.1.4", "урок пн, 12 октября"),
    ]


def test_homework_page_says_that_nothing_is_set(homework, course, ahead):
    make.lesson(course=course, homework_not_set=True)

    assert part(homework(), "На завтра, вт, 13 октября", to="Нет нужной информации?") == [
        *("Ничего не задано", "Позже", "Ничего не задано"),
        *("Прошлые", "За неделю ничего не было задано"),
    ]


def test_homework_page_says_that_no_lessons_are_ahead(homework):
    assert part(homework(), "На следующий учебный день", to="Позже") == ["Уроков впереди нет"]


def test_homework_for_others_is_not_shown(homework, course, student):
    make.lesson(course=course, homework="Карточка", homework_due_on=TUESDAY, homework_is_listed=True)

    hidden = "Карточка" in lines(homework())
    Lesson.objects.get().homework_addressees.create(student_id=student.pk)

    assert (hidden, "Карточка" in lines(homework())) == (False, True)


def test_first_grade_has_no_homework(client, parent, school):
    child = make.student("Абрамова", "Яна", school_class=make.school_class(1, "А"))
    make.guardianship(parent, child)
    client.force_login(parent)

    assert "В 1 классе домашних заданий нет" in lines(client.get(f"/students/{child.pk}/homework/"))


@pytest.mark.parametrize("lessons", [1, 3])
def test_homework_asks_the_same_number_of_queries(homework, course, lessons, django_assert_num_queries):
    for number in range(1, lessons + 1):
        make.lesson(course=course, number=number, homework="№ 1", homework_due_on=TUESDAY)
    homework()

    with django_assert_num_queries(5):  # session, user, children, next day, lessons
        homework()
