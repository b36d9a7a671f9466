"""The list of duties behind every figure of the control."""

import re
from datetime import date

import pytest
from django.urls import reverse

from journal.control import Listed, Selection, duty_rows
from journal.enums import Duty, DutyState
from tests import make
from tests.controlling import cells_of, remind
from tests.reading import lines, links

LIST = reverse("journal:control-duties")
DOWNLOADS = "Скачать таблицу: XLSX, CSV"
COLUMNS = 7
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def listed(client, deputy):
    """Return the list as the deputy director opens it, with some filters."""
    client.force_login(deputy)
    return lambda **asked: client.get(LIST, asked)


def rows(response):
    return cells_of(response, COLUMNS)


def test_list_tells_of_each_mark_whose_it_is_by_whom_and_until_when(listed, busy):
    what, where = "Отметка за письменную работу (п. 4.1.2)", "Алгебра, 7 «А», 05.10 Контрольная работа"

    assert rows(listed(rule="written")) == [
        [what, f"{where} Абрамов Пётр", "Сидорова А. С.", "вчера", "5 октября", "● в срок", "—"],
        [what, f"{where} Белова Алёна", "Сидорова А. С.", "вчера", "—", "■ просрочено на 1 день", "напомнить"],
    ]


def test_list_tells_of_each_topic_by_when_it_is_due_and_how_late_it_is(listed, busy):
    assert [(row[1], *row[3:6]) for row in rows(listed(rule="topic"))] == [
        ("Алгебра, 7 «А», 12.10", "сегодня до 23:59", "—", "○ срок не прошёл"),
        ("Алгебра, 7 «А», 08.10", "8 октября", "9 октября", "▲ позже срока на 1 день"),
        ("Алгебра, 7 «А», 05.10", "5 октября", "—", "■ просрочено на 7 дней"),
    ]


def test_row_leads_to_the_duty_and_to_its_lesson_in_the_journal(listed, busy):
    found = links(listed(state="overdue", rule="topic"))

    assert found["Тема урока"] == reverse("journal:control-duty", args=[f"topic-{busy.pk}"])
    assert (
        found["Алгебра, 7 «А», 05.10"]
        == f"{reverse('journal:teacher-journal', args=[busy.course_id])}?lesson={busy.pk}"
    )


def test_row_says_what_stands_beside_the_duty_and_how_often_it_was_reminded_of(listed, course, student, belova):
    lesson = make.lesson(course=course, on=date(2026, 10, 1))
    work = make.work(lesson=lesson, moment=make.at(on=date(2026, 10, 2)))
    remind(work, belova, at=make.at(17, on=date(2026, 10, 9)))
    remind(work, belova, at=make.at(7))
    remind(work, make.student("Вовк"), at=make.at(8))
    remind(work, student, at=make.at(6))

    found = {row[1]: row[5:] for row in rows(listed(rule="written", beside="set_later", state="overdue"))}

    state = "■ просрочено на 5 дней работа заведена после своего дня"
    assert found == {
        "Алгебра, 7 «А», 01.10 Контрольная работа Абрамов Пётр": [state, "сегодня в 06:00 напомнить"],
        "Алгебра, 7 «А», 01.10 Контрольная работа Белова Алёна": [state, "2, последнее сегодня в 07:00 напомнить"],
    }


def test_all_that_is_overdue_on_the_page_is_ticked_at_once(client, listed, busy):
    page = listed(rule="topic")
    address = links(page)["Выбрать все просроченные на странице"]

    ticked = client.get(address.removesuffix("#remind"))

    assert address == f"{LIST}?rule=topic&page=1&ticked=1#remind"
    boxes = [re.findall(r'name="duty" value="([^"]+)"( checked)?', answer.text) for answer in (page, ticked)]
    assert boxes == [[(f"topic-{busy.pk}", "")], [(f"topic-{busy.pk}", " checked")]]


def test_list_says_how_many_there_are_and_in_which_order(listed, busy):
    assert "Записей: 8. Сначала те, чей срок позже." in lines(listed())
    assert "Записей: 2. Сначала те, чей срок раньше." in lines(listed(state="overdue"))


def test_filters_are_taken_off_one_by_one(listed, busy):
    found = links(listed(state="overdue", rule="topic"))

    assert found["Состояние: просрочено ×"] == f"{LIST}?rule=topic"
    assert found["Обязанность: Тема урока ×"] == f"{LIST}?state=overdue"
    assert found["Сбросить отбор"] == LIST


def test_list_before_the_first_lesson_says_why_it_is_empty(listed, course):
    assert "Уроков ещё не было" in lines(listed())


def test_filters_that_leave_nothing_say_so(listed, busy):
    response = listed(state="waived")

    assert "Ничего не найдено" in lines(response)
    assert (links(response)["Сбросить отбор"], DOWNLOADS in lines(response)) == (LIST, False)


@pytest.mark.parametrize(
    "spoilt, sentence",
    [
        ({"since": "вчера"}, "Срок с: Напишите день так: 16.11.2026."),
        (
            {"since": "2026-10-12", "through": "2026-10-01"},
            "Срок по: Последний день раньше первого. Поменяйте их местами.",
        ),
        ({"teacher": "Сидорова"}, "Учитель: Выберите из списка."),
        ({"state": "всё"}, "Состояние: Выберите из списка."),
    ],
)
def test_filter_that_makes_no_sense_is_explained_and_kept(listed, busy, spoilt, sentence):
    response = listed(**spoilt)

    assert sentence in lines(response)
    assert response.context["form"].data == spoilt


def test_list_comes_in_pages_that_keep_the_filters(listed, course):
    for day in range(26):
        make.lesson(course=course, on=make.YEAR_BEGINS + make.days(day))

    first = listed(since="2026-09-01", through="2026-10-12", state="overdue")

    assert "Записей: 52, показаны с 1 по 50. Сначала те, чей срок раньше." in lines(first)
    address = f"{LIST}?since=2026-09-01&through=2026-10-12&state=overdue"
    assert links(first)["Дальше →"] == f"{address}&page=2"
    assert len(listed(state="overdue", page=2).context["page"]) == 2


@pytest.mark.parametrize(
    "asked", [{}, {"state": DutyState.OVERDUE}, {"rule": Duty.WRITTEN}, {"state": DutyState.WAIVED}]
)
def test_pages_put_together_are_the_list(busy, asked):
    selection = Selection(make.YEAR_BEGINS, make.YEAR_ENDS, make.NOW, make.TODAY, **asked)
    listed = Listed(selection)

    pages = [listed[start : start + 3] for start in range(0, listed.count() + 1, 3)]

    assert [row for page in pages for row in page] == duty_rows(selection)
    assert listed.count() == len(duty_rows(selection))


def test_paper_says_what_is_listed(listed, busy, teacher):
    page = listed(teacher=teacher.pk, since="2026-10-01", through="2026-10-12").text

    assert "Сроки с 01.10.2026 по 12.10.2026. Отбор: Учитель: Сидорова Анна Сергеевна." in page
    assert "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00" in page


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_number_of_queries(listed, belova, course, number, django_assert_num_queries):
    for more in range(number):
        work = make.work(lesson=make.lesson(course=course, on=date(2026, 10, 1), number=1 + more))
        remind(work, belova, at=make.at(7))
    listed()

    # Session, person, teachers, courses; the days; duties, works, lessons, people; reminders.
    with django_assert_num_queries(10):
        listed(rule="", state="overdue")
