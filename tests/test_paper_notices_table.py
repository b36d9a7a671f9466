"""The notices of a class as a file: who is in danger, in what, and why."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import reverse

from journal.models import Subject
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.papers import decide
from tests.reading import links

CAPTION = (
    "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00. Кому в 7 «А» грозит 2 или «н/а»: I четверть."
)
HEAD = ["Ученик", "Предмет", "Период", "Последний день", "Отметки", "Итог", "Почему"]
LAST_DAY = date(2026, 10, 23)


@pytest.fixture
def file(client, deputy, school, school_class):
    """Return the file of the first quarter as the deputy downloads it from the page."""
    client.force_login(deputy)
    return lambda kind="XLSX": client.get(links(client.get(address(school_class)))[kind])


def address(school_class, number=1, kind=""):
    page = "journal:class-print-notices-table" if kind else "journal:class-print-notices"
    return reverse(page, args=[school_class.pk, make.term(number).pk, *filter(None, [kind])])


def test_workbook_holds_a_row_of_each_subject_in_danger(file, lesson, student, school_class):
    first = make.work(lesson=lesson, weight=3)
    again = make.work(lesson=make.lesson(course=lesson.course, number=2), students=[student], retake_of=first)
    make.mark(work=first, student=student, value=2)
    make.mark(work=again, student=student, value=3)
    physics = make.course(students=[student], subject_name="Физика")
    decide(student, physics, 2, term=make.term())
    make.student("Белов", school_class=school_class)

    response = file()

    of = ("I четверть", LAST_DAY)
    assert xlsx_rows(response) == [
        [CAPTION, *[""] * 6],
        HEAD,
        ["Абрамов Пётр", "Алгебра", *of, "(2) 3", "н/а", "отметок 1, по правилу школы нужно 3"],
        ["Абрамов Пётр", "Физика", *of, "", 2, "уже выставлено учителем"],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Уведомления 7 «А», I четверть, 12.10.2026.xlsx"


def test_csv_holds_the_same(file, course, student):
    decide(student, course, verdict="not_attested", term=make.term())

    assert csv_rows(file("CSV"))[2:] == [
        ["Абрамов Пётр", "Алгебра", "I четверть", "23.10.2026", "", "н/а", "уже выставлено учителем"],
    ]


def test_what_looks_like_a_formula_stays_a_text(file, course, student):
    Subject.objects.update(name="=Алгебра")

    assert csv_rows(file("CSV"))[2][1] == "'=Алгебра"
    assert xlsx_rows(file())[2][1] == "=Алгебра"


def test_nobody_is_in_danger_of_a_term_to_come(client, file, course, student, school_class):
    decide(student, course, 2, term=make.term())

    found = [csv_rows(client.get(address(school_class, number, "csv")))[2:] for number in (1, 2)]

    assert [len(rows) for rows in found] == [1, 0]


@pytest.mark.parametrize("number", [1, 3])
def test_file_asks_the_same_number_of_queries(client, file, school_class, number, django_assert_num_queries):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        course = make.course(teacher=make.teacher(), students=[child], subject_name=f"Предмет {one}")
        make.mark(lesson=make.lesson(course=course), student=child, value=2)
    client.get(address(school_class, 1, "csv"))

    # Session, user, class, students, memberships, marks, exemptions, results; the density in four.
    with django_assert_num_queries(12):
        client.get(address(school_class, 1, "csv"))
