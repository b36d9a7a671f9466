"""All that a teacher owes the diary."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import hand_over
from tests import make
from tests.reading import lines, links, part

PAGE = reverse("journal:teacher-duties")
LAST = "Состояние"


@pytest.fixture
def opened(teaching):
    """Return the page as the teacher opens it, with some filters."""
    return lambda **asked: teaching.get(PAGE, asked)


@pytest.fixture
def owing(course, student, belova):
    """A test of last week without marks, one of today marked for one of two, a lesson of Friday without homework."""
    make.work(lesson=make.lesson(course=course, on=date(2026, 10, 5), topic="Степень", homework_not_set=True))
    make.lesson(course=course, on=date(2026, 10, 9), topic="Степень")
    today = make.lesson(course=course, topic="Степень", homework_not_set=True)
    make.mark(work=make.work(lesson=today), student=student)
    return today


def rows(response):
    return [
        (line.duty.key.duty.label, line.duty.lesson.date.day, line.names, line.due, line.duty.state.label)
        for line in response.context["page"]
    ]


def test_what_is_still_to_be_entered_comes_first_overdue_before_the_rest(opened, owing):
    make.lesson(course=owing.course, number=2, topic="Корни")

    assert rows(opened()) == [
        ("Домашнее задание", 9, [], "срок прошёл 09.10", "просрочено"),
        ("Отметка за письменную работу", 5, ["Абрамов Пётр", "Белова Алёна"], "срок прошёл 11.10", "просрочено"),
        ("Домашнее задание", 12, [], "сегодня до 23:59", "срок не прошёл"),
        ("Отметка за письменную работу", 12, ["Белова Алёна"], "18\u00a0октября", "срок не прошёл"),
    ]


def test_row_says_the_class_the_lesson_and_whose_marks_they_are(opened, owing):
    found = part(opened(rule="written"), LAST)

    assert found[:8] == [
        *("Отметка за письменную работу (п. 4.1.2)", "7 «А»", "Алгебра, пн, 5 октября", "Контрольная работа"),
        *("2 ученика", "Абрамов Пётр, Белова Алёна", "срок прошёл 11.10", "■ просрочено"),
    ]


def test_row_leads_to_the_very_place_where_it_is_entered(opened, owing, teaching):
    homework, marks, _ = opened().context["page"].object_list

    lesson = homework.duty.lesson.get_absolute_url()
    part_of_work = f"marks-{marks.duty.work.pk}"
    assert homework.url == f"{lesson}#homework"
    assert marks.url == f"{marks.duty.lesson.get_absolute_url()}?saved={part_of_work}#{part_of_work}"
    assert [f'id="{line.url.partition("#")[2]}"' in teaching.get(line.url).text for line in (homework, marks)] == [
        True
    ] * 2


@pytest.mark.parametrize(
    "asked, states",
    [
        ({"state": "overdue"}, ["просрочено", "просрочено"]),
        ({"state": "due"}, ["срок не прошёл"]),
        ({"state": "on_time", "rule": "written"}, ["в срок"]),
        ({"state": "waived"}, []),
        ({"state": "any", "rule": "homework"}, ["в срок", "просрочено", "в срок"]),
    ],
)
def test_duties_are_asked_for_by_kind_and_state(opened, owing, asked, states):
    assert [row[-1] for row in rows(opened(**asked))] == states


def test_day_that_a_pause_has_moved_says_so(opened, lesson):
    make.pause(make.TODAY)

    assert {row[3] for row in rows(opened())} == {"завтра"}
    assert "перенесено приостановкой" in lines(opened())


def test_filters_are_said_and_taken_off(opened, owing):
    response = opened(state="waived")

    assert links(response)["Состояние: снято ×"] == links(response)["Сбросить отбор"] == PAGE
    assert "Ничего не найдено" in lines(response)


def test_filter_that_makes_no_sense_is_explained_and_kept(opened, owing):
    response = opened(state="всё", rule="homework")

    assert "Состояние: Выберите из списка." in lines(response)
    assert response.context["form"].data == {"state": "всё", "rule": "homework"}
    assert [row[0] for row in rows(response)] == ["Домашнее задание"]


def test_teacher_who_owes_nothing_is_told_so(opened, course):
    make.lesson(course=course, topic="Степень", homework_not_set=True)

    assert "Всё внесено" in lines(opened())


def test_school_without_a_year_owes_nothing(opened):
    assert "Всё внесено" in lines(opened())


def test_duties_are_ones_own_and_those_handed_over(client, opened, owing, teacher, colleague, deputy):
    make.lesson(course=make.course(teacher=colleague), homework_not_set=True)

    before = len(rows(opened()))
    hand_over(giver=teacher, successor=colleague, reason="Приказ № 12", by=deputy, at=make.NOW)
    client.force_login(colleague)

    assert (before, len(rows(client.get(PAGE)))) == (3, 4)
    client.force_login(teacher)
    assert rows(client.get(PAGE)) == []


def test_long_list_comes_in_pages_that_keep_the_filters(opened, course):
    for day in range(26):
        make.lesson(course=course, on=make.YEAR_BEGINS + make.days(day))

    response = opened(state="overdue")

    assert links(response)["Дальше →"] == f"{PAGE}?state=overdue&page=2"
    assert "Записей: 52, показаны с 1 по 50. Сначала те, чей срок раньше." in lines(response)


def test_day_of_the_teacher_leads_here(teaching, course):
    assert links(teaching.get(reverse("journal:teacher-day")))["Все мои обязанности"] == PAGE


@pytest.mark.parametrize("number", [1, 3])
def test_duties_ask_the_same_number_of_queries(opened, course, student, number, django_assert_num_queries):
    for more in range(number):
        make.work(lesson=make.lesson(course=course, on=date(2026, 10, 1), number=1 + more))
    opened()

    # Session, person; the days; duties, works, lessons, people.
    with django_assert_num_queries(7):
        opened()
