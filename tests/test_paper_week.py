"""A week of the diary on paper."""

from datetime import date

import pytest

from journal.enums import Presence
from tests import make
from tests.reading import lines, links, part

TITLE = "Абрамов Пётр Ильич, 7 «А». 12–17 октября"
SAID = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00"


@pytest.fixture
def paper(client, parent, student, school):
    """Return a week as the student's mother opens it."""
    client.force_login(parent)
    return lambda week="2026-W42": client.get(f"/students/{student.pk}/print/week/{week}/")


def day(response, title="Понедельник, 12 октября", to="Вторник, 13 октября"):
    return part(response, title, to=to)


def test_week_says_whose_it_is_and_of_when(paper, lesson):
    assert part(paper(), "Дневник, 12–17 октября")[:6] == [
        *(TITLE, SAID, "№", "Предмет, тема", "Домашнее задание", "Отметка"),
    ]


def test_lesson_stands_with_topic_homework_and_marks(paper, course, student):
    facts = {"topic": "Степень", "homework": "С. 26", "homework_due_on": date(2026, 10, 14)}
    lesson = make.lesson(course=course, mode="remote", **facts)
    make.mark(lesson=lesson, student=student, value=4)
    make.mark(work=make.work(lesson=lesson, kind_code="dictation-task"), student=student, value=5, second_value=3)
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)
    make.lesson(course=course, on=date(2026, 10, 14))

    response = paper()

    assert day(response) == ["1", "Алгебра (дистанционно)", "Степень", "С. 26 (на ср, 14 октября)", "ОП, 4, 5/3"]
    assert day(response, "Среда, 14 октября", "Четверг, 15 октября") == ["1", "Алгебра", "К уроку: С. 26"]


def test_what_is_set_and_what_is_due_stand_one_under_another(paper, course):
    tomorrow = date(2026, 10, 13)
    for number in (1, 2):
        make.lesson(course=course, number=number, homework=f"С. {number}", homework_due_on=tomorrow)
    make.lesson(course=course, on=tomorrow, homework="С. 3")

    assert day(paper(), "Вторник, 13 октября", "Среда, 14 октября") == [
        *("1", "Алгебра", "С. 3", "К уроку: С. 1", "К уроку: С. 2"),
    ]


def test_absence_is_said_of_the_day_and_a_promise_of_the_lesson(paper, course, student):
    lesson = make.lesson(course=course, topic="Степень", homework_not_set=True)
    make.work(lesson=lesson, title="Контрольная № 1")
    ill = make.lesson(course=course, on=date(2026, 10, 13), topic="Одночлен", homework_not_set=True)
    make.absence(lesson=ill, student=student)

    response = paper()

    assert day(response, to="Вторник, 13 октября. Н, 1 урок") == [
        *("1", "Алгебра", "Степень", "Контрольная № 1: отметка не позднее 18.10", "не задано"),
    ]
    assert part(response, "Вторник, 13 октября. Н, 1 урок", to="Среда, 14 октября")[-1] == "Н"


def test_days_without_lessons_say_why(paper, lesson):
    make.day_off(date(2026, 10, 14), title="День города")

    response = paper()

    assert day(response, "Среда, 14 октября", "Четверг, 15 октября") == ["День города, по 14 октября"]
    assert day(response, "Четверг, 15 октября", "Пятница, 16 октября") == ["Уроков нет"]


def test_week_without_lessons_says_why(paper, course):
    assert lines(paper())[-2:] == [
        f"{TITLE[:25]}. {SAID}",
        "Уроки ещё не внесены. Они появятся здесь, когда учебная часть внесёт расписание на эти дни.",
    ]


def test_paper_is_signed(paper, lesson):
    assert lines(paper())[-2:] == ["Родитель", "Классный руководитель"]


def test_foreign_child_has_no_week_here(client, stranger, student, lesson, school):
    client.force_login(stranger)

    assert client.get(f"/students/{student.pk}/print/week/2026-W42/").status_code == 404


def test_week_of_the_diary_leads_to_its_paper(client, parent, student, lesson, school):
    client.force_login(parent)

    found = links(client.get(f"/students/{student.pk}/diary/2026-W42/"))

    assert found["Распечатать неделю"] == f"/students/{student.pk}/print/week/2026-W42/"


@pytest.mark.parametrize("number", [1, 3])
def test_week_asks_the_same_number_of_queries(paper, client, course, student, number, django_assert_num_queries):
    for one in range(number):
        make.mark(lesson=make.lesson(course=course, number=one + 1), student=student)
    page = paper().request["PATH_INFO"]

    # Session, user, child, lessons, marks, promises.
    with django_assert_num_queries(6):
        client.get(page)
