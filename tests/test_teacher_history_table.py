"""The history of a journal as a file: what its page shows, in all its stretches, with the filters kept."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from journal import actions
from journal.views.teacher import history_table
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.reading import links

CAPTION = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00. История журнала: Алгебра, 7 «А»."
HEAD = ["Когда", "Набрано раньше", "Ученик", "Что", "Где", "Было", "Стало", "Кто", "Чем", "Почему"]
NOW, AUTHOR, DOOR = "12.10.2026, 10:00", "Сидорова А. С.", "страница дневника"
FORMULA = '=HYPERLINK("http://example.com";"Тема")'


@pytest.fixture
def reader(client, school, deputy):
    client.force_login(deputy)
    return client


@pytest.fixture
def page(reader, course):
    return lambda **asked: reader.get(reverse("journal:teacher-history", args=[course.pk]), asked)


@pytest.fixture
def file(reader, course):
    address = {kind: reverse("journal:teacher-history-table", args=[course.pk, kind]) for kind in ("csv", "xlsx")}
    return lambda kind="csv", **asked: reader.get(address[kind], asked)


def write_topic(lesson, text, **facts):
    facts = {"by": lesson.teacher, "at": make.NOW} | facts
    actions.write_topics([actions.TopicEntry(lesson=lesson, topic=text, **facts)])


def topics(rows):
    """Return what stood after each change of the table."""
    return [row[6] for row in rows[2:]]


def test_workbook_holds_every_change_with_its_place(reader, page, lesson, student):
    make.mark(lesson=lesson, student=student, value=4, moment=make.NOW)
    write_topic(lesson, "Степень", typed_at=make.at(9, 42))
    write_topic(lesson, "")

    response = reader.get(links(page())["XLSX"])

    rows = xlsx_rows(response)
    assert rows[:2] == [[CAPTION, *[""] * 9], HEAD]
    assert rows[2:5] == [
        [NOW, "", "", "тема урока", "12.10, урок 1", "Степень", "убрано", AUTHOR, DOOR, ""],
        [NOW, "набрано в 09:42 без связи", "", "тема урока", "12.10, урок 1", "—", "Степень", AUTHOR, DOOR, ""],
        [NOW, "", "Абрамов Пётр", "отметка", "12.10, урок 1 · Ответ на уроке", "—", "4", AUTHOR, DOOR, ""],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''История журнала, Алгебра, 7 «А», 12.10.2026.xlsx"


def test_file_keeps_the_filters_of_the_page_and_all_its_stretches(reader, page, lesson, student):
    make.mark(lesson=lesson, student=student)
    for number in range(60):
        write_topic(lesson, f"Тема {number}")

    response = reader.get(links(page(matter="topic", before=20))["CSV"])

    rows = csv_rows(response)
    assert rows[0] == [f"{CAPTION} Отбор: Что: тема урока."]
    assert topics(rows) == [f"Тема {number}" for number in range(59, -1, -1)]


def test_long_history_is_cut_and_says_so(file, lesson, monkeypatch):
    monkeypatch.setattr(history_table, "MOST", 2)
    for number in range(3):
        write_topic(lesson, f"Тема {number}")

    rows = csv_rows(file())

    assert rows[0] == [f"{CAPTION} Показаны первые 2: сузьте отбор."]
    assert topics(rows) == ["Тема 2", "Тема 1"]


def test_filters_without_sense_lead_to_the_page_that_explains_them(reader, file):
    response = file(since="вчера")

    assert "Напишите день так: 16.11.2026." in reader.get(response.url).text


def test_homeroom_teacher_takes_away_what_is_shown_to_them(reader, file, lesson, student, homeroom):
    neighbour = make.student("Белова", "Яна", school_class=make.school_class(7, "Б"))
    make.membership(lesson.course, neighbour)
    for one in (student, neighbour):
        make.mark(lesson=lesson, student=one)
    whole = csv_rows(file(matter="mark"))
    reader.force_login(homeroom)

    own = csv_rows(file(matter="mark"))

    assert [[row[2] for row in rows[2:]] for rows in (whole, own)] == [["Белова Яна", "Абрамов Пётр"], ["Абрамов Пётр"]]


def test_what_looks_like_a_formula_stays_a_text(file, lesson):
    write_topic(lesson, FORMULA)

    assert topics(csv_rows(file())) == [f"'{FORMULA}"]
    assert topics(xlsx_rows(file("xlsx"))) == [FORMULA]
    assert b"<f>" not in file("xlsx").content


@pytest.mark.parametrize("changes", [1, 3])
def test_file_asks_the_same_number_of_queries(file, lesson, student, changes, django_assert_num_queries):
    for number in range(changes):
        write_topic(lesson, f"Тема {number}")
        make.mark(lesson=lesson, student=student, value=3 + number % 3)
    file()

    with django_assert_num_queries(6):  # session, person, course, students, authors, changes
        file()
