"""The lists and the figures of the control as tables for a spreadsheet."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from urllib.parse import unquote

import pytest
from django.urls import reverse

from accounts.spreadsheet import Column, Sheet, csv_of, xlsx_of
from journal.models import Work
from journal.views.control import sheets
from tests import make
from tests.controlling import remind
from tests.downloads import csv_rows, rows_of, xlsx_rows
from tests.reading import lines, links

BOARD, LIST = reverse("journal:control"), reverse("journal:control-duties")
FORMULA = '=HYPERLINK("http://example.com";"Контрольная")'
PERIOD = "Сроки с 01.09.2026 по 01.11.2026."
EXTRACT = f"Выписка из электронного журнала по состоянию на 12.10.2026, 10:00. {PERIOD}"
HEAD = [
    *("Обязанность", "Пункт", "День урока", "Урок", "Предмет", "Группа", "Работа", "Ученик", "Кто вносит", "Срок"),
    *("Внесено", "Состояние", "Опоздание, дней", "С пометкой", "Напоминаний"),
]
ALGEBRA, AUTHOR = ("Алгебра", "7 «А»"), "Сидорова Анна Сергеевна"
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def control(client, deputy):
    """Return a page of the control, or a file, as the deputy director gets it."""
    client.force_login(deputy)
    return lambda address, **asked: client.get(address, asked)


def figures(control, side, **asked):
    """Return the rows of the workbook of a side, without its first line."""
    return xlsx_rows(control(reverse("journal:control-table", args=["xlsx"]), side=side, **asked))[1:]


def test_workbook_holds_what_the_filters_leave(control, busy, belova):
    page = control(LIST, state="overdue")

    response = control(links(page)["XLSX"])

    due = date(2026, 10, 11)
    assert xlsx_rows(response) == [
        [f"{EXTRACT} Отбор: Состояние: просрочено.", *[""] * 14],
        HEAD,
        ["Тема урока", "4.1.4", busy.date, 1, *ALGEBRA, "", "", AUTHOR, busy.date, "", "просрочено", 7, "", 0],
        [
            *("Отметка за письменную работу", "4.1.2", busy.date, 1, *ALGEBRA, "Контрольная работа", "Белова Алёна"),
            *(AUTHOR, due, "", "просрочено", 1, "", 0),
        ],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Контроль. Записи, 12.10.2026.xlsx"


def test_csv_holds_the_same(control, busy):
    make.work(lesson=busy, moment=make.at(9), title="Ещё одна")
    page = control(LIST, state="on_time", rule="written")

    assert csv_rows(control(links(page)["CSV"])) == [
        [f"{EXTRACT} Отбор: Обязанность: Отметка за письменную работу; Состояние: в срок."],
        HEAD,
        [
            *("Отметка за письменную работу", "4.1.2", "05.10.2026", "1", *ALGEBRA, "Контрольная работа"),
            *("Абрамов Пётр", AUTHOR, "11.10.2026", "05.10.2026", "в срок", "0", "", "0"),
        ],
    ]


@pytest.mark.parametrize("kind, read, kept", [("csv", csv_rows, f"'{FORMULA}"), ("xlsx", xlsx_rows, FORMULA)])
def test_title_that_looks_like_a_formula_stays_a_text(control, busy, kind, read, kept):
    Work.objects.update(title=FORMULA)

    response = control(reverse("journal:control-duties-table", args=[kind]), rule="written")

    assert [row[6] for row in read(response)[2:]] == [kept, kept]
    assert b"<f>" not in response.content


def test_table_says_what_stands_beside_a_duty_and_how_often_it_was_reminded_of(control, busy, belova):
    lesson = make.lesson(course=busy.course, on=date(2026, 10, 1))
    remind(make.work(lesson=lesson, moment=make.at(on=date(2026, 10, 2))), belova, at=make.NOW)

    rows = xlsx_rows(control(reverse("journal:control-duties-table", args=["xlsx"]), beside="set_later"))

    assert [(row[7], *row[13:]) for row in rows[2:]] == [
        ("Абрамов Пётр", "работа заведена после своего дня", 0),
        ("Белова Алёна", "работа заведена после своего дня", 1),
    ]


def test_long_table_is_cut_and_says_so(control, busy, monkeypatch):
    monkeypatch.setattr(sheets, "MOST", 3)

    first, _, *rows = csv_rows(control(reverse("journal:control-duties-table", args=["csv"])))

    assert first == [f"{EXTRACT} Показаны первые 3 из 8: сузьте отбор."]
    assert len(rows) == 3


def test_page_says_that_its_table_is_cut(control, busy, monkeypatch):
    monkeypatch.setattr("journal.views.control.duties.MOST", 3)

    assert "В таблицу войдут первые 3. Чтобы взять остальные, сузьте отбор." in lines(control(LIST))


def test_filters_without_sense_lead_to_the_page_that_explains_them(control, busy):
    response = control(reverse("journal:control-duties-table", args=["csv"]), since="вчера", state="overdue")
    board = control(reverse("journal:control-table", args=["csv"]), teacher="Сидорова", side="week")

    assert response.url == f"{LIST}?since=%D0%B2%D1%87%D0%B5%D1%80%D0%B0&state=overdue"
    assert "Напишите день так: 16.11.2026." in " ".join(lines(control(response.url)))
    assert board.url.startswith(f"{BOARD}?teacher=")


NUMBERS = ["Всего", "В срок", "Позже срока", "Срок не прошёл", "Просрочено", "Снято", "Доля в срок"]
APART = [
    *("Самое большое опоздание, дней", "Перенесено приостановкой", "Закрыто точкой", "Получено в другой день"),
    *("Работа заведена после своего дня", "Исправлено после срока"),
]
RULES = [f"В срок: {rule}" for rule in ("отметки", "письменные", "дистанционно", "темы", "задания")]


def test_teachers_are_told_with_each_state_and_their_sum(control, busy, colleague):
    make.lesson(course=make.course(teacher=colleague, classes=[make.school_class(8, "В")]), topic="Сила", on=busy.date)

    rows = figures(control, "teacher")

    assert rows == [
        ["Учитель", *NUMBERS, *APART, *RULES],
        ["Сидорова А. С.", 8, 3, 1, 2, 2, 0, 0.5, 7, 0, 0, 0, 0, 0, "", 0.5, "", 0, 1],
        ["Чужова А. С.", 2, 1, 0, 0, 1, 0, 0.5, 7, 0, 0, 0, 0, 0, "", "", "", 1, 0],
        ["Все", 10, 4, 1, 2, 3, 0, 0.5, 7, 0, 0, 0, 0, 0, "", 0.5, "", 0.333, 0.666],
    ]


@pytest.mark.parametrize(
    "side, head, names",
    [
        ("classes", "Класс", ["7 «А»", "8 «В»", "Все"]),
        ("subject", "Предмет", ["Алгебра", "Физика", "Все"]),
        ("rule", "Обязанность", ["Отметка за письменную работу", "Тема урока", "Домашнее задание", "Все"]),
    ],
)
def test_figures_are_told_along_every_side(control, busy, colleague, side, head, names):
    make.lesson(course=make.course(teacher=colleague, classes=[make.school_class(8, "В")], subject_name="Физика"))

    first, *rows = figures(control, side)

    assert (first, [row[0] for row in rows]) == ([head, *NUMBERS, *APART, *RULES], names)
    assert [sum(column) for column in zip(*(row[1:7] for row in rows[:-1]), strict=True)] == rows[-1][1:7]
    assert rows[-1][1] == control(BOARD).context["whole"].tally.total


def test_weeks_are_told_by_their_days(control, busy):
    monday = date(2026, 10, 5)

    assert figures(control, "week") == [
        ["Неделя с", "по", *NUMBERS, *RULES],
        [monday, date(2026, 10, 11), 6, 3, 1, 0, 2, 0, 0.5, "", 0.5, "", 0, 1],
        [date(2026, 10, 12), date(2026, 10, 18), 2, 0, 0, 2, 0, 0, *[""] * 6],
        ["Все", "", 8, 3, 1, 2, 2, 0, 0.5, "", 0.5, "", 0, 1],
    ]


def test_figures_come_as_csv_with_the_filters_in_words(control, busy, teacher):
    page = control(BOARD, teacher=teacher.pk, state="late")

    rows = csv_rows(control(links(page)["CSV"]))

    # By rule, the first table of the page; figures are of every state.
    assert rows[0] == [f"{EXTRACT} Отбор: Учитель: Сидорова Анна Сергеевна."]
    assert rows[2][:8] == ["Отметка за письменную работу", "2", "1", "0", "0", "1", "0", "50,0%"]
    assert rows[-1][0] == "Все"


def test_side_of_nothing_is_no_page(control, busy):
    assert control(reverse("journal:control-table", args=["csv"]), side="никто").status_code == 404
    assert control("/control/table.pdf").status_code == 404


def test_share_is_a_hundred_per_cent_only_of_all():
    columns = [Column("Класс"), Column("Доля", is_share=True)]
    sheet = Sheet("Доли", "Год", columns, [["7 «А»", 1.0], ["7 «Б»", 0.9996], ["8 «А»", 0.29], ["9 «А»", None]])

    shares = [row[1:] for row in csv.reader(StringIO(csv_of(sheet).decode("utf-8-sig")), delimiter=";")]
    assert shares == [[], ["Доля"], ["100,0%"], ["99,9%"], ["29,0%"], [""]]
    assert [row[1] for row in rows_of(xlsx_of(sheet))[2:]] == [1.0, 0.999, 0.29, ""]


def test_exact_number_is_a_number_with_a_comma():
    sheet = Sheet("Средние", "Год", [Column("Ученик"), Column("Средняя")], [["Абрамов", Decimal("3.71")]])

    assert csv_of(sheet).decode("utf-8-sig").splitlines()[2] == "Абрамов;3,71"
    assert rows_of(xlsx_of(sheet))[2] == ["Абрамов", 3.71]


@pytest.mark.parametrize("number", [1, 3])
def test_tables_ask_the_same_number_of_queries(control, belova, course, number, django_assert_num_queries):
    for more in range(number):
        make.work(lesson=make.lesson(course=course, on=date(2026, 10, 1), number=1 + more))
    control(LIST)

    # Session, person; the number; duties, works, lessons, people; reminders. Of the figures: three, teachers, courses.
    with django_assert_num_queries(8):
        control(reverse("journal:control-duties-table", args=["xlsx"]))
    with django_assert_num_queries(7):
        control(reverse("journal:control-table", args=["xlsx"]), side="teacher")
