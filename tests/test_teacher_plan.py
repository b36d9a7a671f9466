"""The page of a plan of topics: what was held when, what comes when, whether it fits."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import reverse

from journal.workbook.plan import text_of
from tests import make
from tests.reading import lines, links, part

EDGE = "Муниципальное"


@pytest.fixture
def opened(client, teacher, school, course):
    client.force_login(teacher)
    return lambda name="journal:teacher-plan": client.get(reverse(name, args=[course.pk]))


@pytest.fixture
def planned(course):
    """Make a plan of four hours, one of them held and one free lesson left in the year."""
    first = make.planned_topic(course, 1, "Степень", hours=2, homework="№ 45", work_kind=make.kind("test"))
    rows = [first, make.planned_topic(course, 2, "Корень"), make.planned_topic(course, 3, "Дробь")]
    make.lesson(course=course, on=date(2026, 10, 9), planned_topic=first, topic="Степень")
    make.lesson(course=course, on=date(2026, 10, 9), number=2, planned_topic=first, cancelled_at=make.NOW)
    make.lesson(course=course, on=date(2026, 10, 8), topic="Своими словами")
    make.lesson(course=course, on=date(2026, 10, 10))
    make.lesson(course=course, on=date(2026, 10, 13))
    return rows


def test_plan_says_whether_it_fits(opened, planned):
    assert part(opened(), "Часы")[:13] == [
        *("По плану", "4 ч"),
        *("Проведено", "1 ч"),
        *("Осталось тем", "на 3 ч"),
        *("Уроков без темы", "2 до конца года, из них уже прошёл 1"),
        *("Следующая", "1. Степень"),
        *("Не по плану", "1 урок: тема написана, а не взята из плана"),
        "План не помещается на 1 ч: объедините темы или сократите часы.",
    ]


def test_plan_stands_line_by_line_with_its_days(opened, planned):
    assert part(opened(), "Когда") == [
        *("1", "Степень Контрольная работа", "№ 45", "2", "1", "следующая 09.10 по расписанию 10.10"),
        *("2", "Корень", "1", "0", "по расписанию 13.10"),
        *("3", "Дробь", "1", "0", "▲ не помещается"),
    ]


def test_plan_that_is_held_says_so(opened, course):
    make.lesson(course=course, planned_topic=make.planned_topic(course, 1, "Степень"), topic="Степень")

    found = lines(opened())

    assert ("План пройден." in found, "● проведена 12.10" in found) == (True, True)


def test_plan_with_room_says_what_to_add(opened, course, lesson):
    assert "План не внесён" in lines(opened())

    make.planned_topic(course, 1, "Степень")
    make.lesson(course=course, number=2)

    assert "План помещается. Без темы остаётся 1 урок: добавьте темы или часы." in lines(opened())


def test_topic_written_down_beforehand_is_not_held_yet(opened, course):
    line = make.planned_topic(course, 1, "Степень")
    make.lesson(course=course, on=date(2026, 10, 14), planned_topic=line, topic="Степень")

    found = part(opened(), "Часы")

    assert found[2:8] == ["Проведено", "0 ч", "Записано вперёд", "1 ч", "Осталось тем", "на 0 ч"]
    assert part(opened(), "Когда") == ["1", "Степень", "1", "0", "записана на 14.10"]


def test_plan_is_changed_by_those_who_teach_it_alone(opened, client, homeroom, planned, course):
    ways = {"Загрузить таблицей", "Вставить тему", "Скачать таблицей", "Степень"}

    own = ways & links(opened()).keys()
    client.force_login(homeroom)

    assert (own, ways & links(opened()).keys(), "Степень Контрольная работа" in lines(opened())) == (ways, set(), True)


def test_plan_is_sent_as_a_file(opened, planned):
    response = opened("journal:teacher-plan-table")

    assert "План тем. Алгебра, 7\u00a0«А».xlsx" in unquote(response["Content-Disposition"])
    assert text_of(response.content).split("\n")[1:] == [
        "1\tСтепень\t2\t№ 45\tКонтрольная работа",
        "2\tКорень\t1",
        "3\tДробь\t1",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_plan_asks_the_same_number_of_queries(opened, course, number, django_assert_num_queries):
    for place in range(number):
        line = make.planned_topic(course, place + 1)
        make.lesson(course=course, number=place + 1, planned_topic=line, topic=line.topic)
    opened()

    with django_assert_num_queries(5):
        opened()
