"""What the teachers of a class have not written yet, as its homeroom teacher reads it: what, who, by when."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import hand_over
from journal.models import Lesson
from tests import make
from tests.reading import part

FRIDAY = date(2026, 10, 9)


@pytest.fixture
def lacks(client, homeroom, school, school_class):
    """Return what the page of the class says of it."""
    client.force_login(homeroom)
    page = reverse("journal:class", args=[school_class.pk])
    return lambda: part(client.get(page), "Что ещё не внесли учителя", to="1 ученик")


def test_lacks_of_today_and_overdue_ones_are_told_apart(lacks, course, student):
    make.lesson(course=course, topic="Степень")
    make.lesson(course=course, on=FRIDAY, homework_not_set=True)
    make.work(lesson=make.lesson(course=course, on=date(2026, 10, 5), topic="Дроби", homework_not_set=True))

    found = lacks()

    assert found == [
        "Сегодня: 1",
        "Алгебра, 7 «А»: домашнее задание Сидорова А. С.",
        "▲ сегодня до 23:59",
        "Просрочено: 2",
        "Алгебра, 7 «А»: Контрольная работа Сидорова А. С.",
        "■ отметки: 0 из 1, срок прошёл 11.10",
        "Алгебра, 7 «А»: тема Сидорова А. С.",
        "■ срок прошёл 09.10",
    ]


def test_what_was_handed_over_is_lacking_of_the_successor(lacks, course, colleague, teacher, deputy):
    make.work(lesson=make.lesson(course=course, on=date(2026, 10, 5), homework_not_set=True))
    hand_over(giver=teacher, successor=colleague, reason="Приказ № 12", by=deputy, at=make.NOW)

    assert lacks()[1::2] == [
        "Алгебра, 7 «А»: Контрольная работа Чужова А. С.",
        "Алгебра, 7 «А»: тема Чужова А. С.",
    ]


def test_each_lacking_entry_names_who_owes_it(lacks, lesson, colleague):
    Lesson.objects.update(homework_owed_by=colleague)

    assert lacks() == [
        "Сегодня: 2",
        *("Алгебра, 7 «А»: тема Сидорова А. С.", "▲ сегодня до 23:59"),
        *("Алгебра, 7 «А»: домашнее задание Чужова А. С.", "▲ сегодня до 23:59"),
    ]


def test_paused_entry_is_lacking_on_its_moved_day(lacks, course):
    make.lesson(course=course, on=FRIDAY)
    make.lesson(course=course)
    make.pause(FRIDAY, date(2026, 10, 11))

    assert lacks()[0] == "Сегодня: 2"

    make.pause(make.TODAY)

    assert lacks() == ["Всё внесено."]


def test_nothing_lacking_is_said(lacks, course):
    make.lesson(course=course, topic="Степень", homework_not_set=True)

    assert lacks()[0] == "Всё внесено."


def test_long_list_of_lacks_is_cut(lacks, course):
    for number in range(21):
        make.lesson(course=course, on=date(2026, 9, 1) + make.days(number))

    found = lacks()

    assert ("Просрочено: 21" in found, "Показаны последние 20." in found) == (True, True)
