"""The results of a class as a file."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from accounts.models import User
from journal.actions import ResultEntry, give_results
from journal.enums import TermSystem, Verdict
from journal.models import TermMark
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.reading import links

CAPTION = (
    "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00. "
    "Итоги 7 «А»: I четверть, с 1 сентября по 23 октября."
)


@pytest.fixture
def file(client, homeroom, school, school_class):
    """Return the file of the first quarter as the homeroom teacher downloads it from the page."""
    client.force_login(homeroom)
    page = reverse("journal:class-results", args=[school_class.pk, make.term().pk])
    return lambda kind="XLSX": client.get(links(client.get(page))[kind])


def give(student, course, **result):
    facts = {"of": {"term": make.term()}, "by": make.teacher("Белова"), "at": make.NOW}
    give_results(TermMark, [ResultEntry(student=student, subject=course.subject, course=course, **facts, **result)])


@pytest.fixture
def marked(student, lesson, belova, school_class):
    """Algebra with an average and a result for one, a word for the other, who alone takes physics."""
    make.enrolment(belova, school_class)
    make.mark(lesson=lesson, student=student, value=5)
    make.mark(work=make.work(lesson=lesson, weight=3), student=student, value=4)
    give(student, lesson.course, value=4)
    give(belova, lesson.course, verdict=Verdict.NOT_ATTESTED)
    make.course(students=[belova], subject_name="Физика")


def test_workbook_holds_averages_and_results_by_subject(file, marked):
    response = file()

    assert xlsx_rows(response) == [
        [CAPTION, *[""] * 5],
        ["Ученик", "Алгебра, средняя", "Алгебра, итоговая", "Физика, средняя", "Физика, итоговая", "Пробелы"],
        ["Абрамов Пётр", 4.25, 4, "", "", 0],
        ["Белова Алёна", "", "н/а", "", "", 1],
        ["Пробелы", "", 0, "", 1, ""],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Итоги 7 «А», I четверть, 12.10.2026.xlsx"


def test_csv_holds_the_same(file, marked):
    assert csv_rows(file("CSV"))[2:] == [
        ["Абрамов Пётр", "4,25", "4", "", "", "0"],
        ["Белова Алёна", "", "н/а", "", "", "1"],
        ["Пробелы", "", "0", "", "1", ""],
    ]


def test_name_that_looks_like_a_formula_stays_a_text(file, lesson, student):
    User.objects.filter(pk=student.pk).update(surname="=Абрамов")

    assert csv_rows(file("CSV"))[2][0] == "'=Абрамов Пётр"
    assert xlsx_rows(file())[2][0] == "=Абрамов Пётр"
    assert b"<f>" not in file().content


def test_term_of_no_year_of_the_class_is_no_file(client, file, school_class):
    term = make.term(1, TermSystem.HALF).pk
    addresses = [reverse("journal:class-results-table", args=[school_class.pk, key, "csv"]) for key in (term, 999_999)]

    assert [client.get(address).status_code for address in addresses] == [200, 404]


@pytest.mark.parametrize("number", [1, 3])
def test_file_asks_the_same_number_of_queries(
    client, homeroom, school, school_class, course, number, django_assert_num_queries
):
    for more in range(number):
        student = make.student("Белов", f"Иван {more}", school_class=school_class)
        make.membership(course, student)
        make.mark(lesson=make.lesson(course=course, number=1 + more), student=student)
        give(student, course, value=5)
    client.force_login(homeroom)
    address = reverse("journal:class-results-table", args=[school_class.pk, make.term().pk, "csv"])
    client.get(address)

    with django_assert_num_queries(8):  # session, user, class, students; memberships, courses, marks, results
        client.get(address)
