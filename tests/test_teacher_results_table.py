"""The results of a course as a file: the column that the page shows, with what stands beside it."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from journal.enums import ExamKind, Verdict
from journal.models import ExamMark
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.papers import decide, free
from tests.reading import links
from tests.results import marked

CAPTION = (
    "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00. Итоги: Алгебра, 7 «А», 2026/27 учебный год. {}."
)
FORMULA = '=HYPERLINK("http://example.com";"Олимпиада")'


@pytest.fixture
def file(client, opened_results, deputy):
    """Return the file of a column as the deputy, or another, downloads it from the page."""

    def file(kind="XLSX", column="", *, by=deputy, **facts):
        return client.get(links(opened_results(column, by=by, **facts))[kind])

    return file


def test_workbook_holds_what_is_proposed_and_what_stands(file, lesson, course, student, belova):
    marked(lesson, student, 5, 4, 4)
    decide(student, course, 5, term=make.term(), comment="Олимпиада")
    decide(belova, course, verdict=Verdict.NOT_ATTESTED, term=make.term())
    decide(student, course, 4, term=make.term(2))

    response = file()

    assert xlsx_rows(response) == [
        [CAPTION.format("I четверть"), *[""] * 8],
        [
            *("Ученик", "II четверть", "Средний", "Отметок", "Нужно отметок"),
            *("Предложено", "Почему предложено", "I четверть", "Пояснение"),
        ],
        ["Абрамов Пётр", 4, 4.33, 3, 3, 4, "средний 4,33, от 3,50", 5, "Олимпиада"],
        ["Белова Алёна", "", "", 0, 3, "н/а", "отметок нет", "н/а", ""],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Итоги, Алгебра, 7 «А», I четверть, 12.10.2026.xlsx"


def test_csv_holds_the_column_that_the_page_shows(file, course, student):
    decide(student, course, 4)

    rows = csv_rows(file("CSV", "year"))

    assert rows == [
        [CAPTION.format("Год")],
        ["Ученик", "Предложено", "Почему предложено", "Год", "Пояснение"],
        ["Абрамов Пётр", "", "отметок за периоды ещё нет", "4", ""],
    ]


def test_exam_has_nothing_proposed(file, course, student):
    decide(student, course, 5, model=ExamMark, kind=ExamKind.ATTESTATION)

    assert csv_rows(file("CSV", "attestation-1"))[1:] == [
        ["Ученик", "Промежуточная аттестация", "Пояснение"],
        ["Абрамов Пётр", "5", ""],
    ]


def test_who_is_freed_has_no_basis(file, lesson, course, student, belova):
    marked(lesson, student, 5)
    free(belova, course)

    assert csv_rows(file("CSV"))[3] == ["Белова Алёна", "", "", "", "осв", "освобождение от предмета", "", ""]


def test_what_looks_like_a_formula_stays_a_text(file, course, student):
    decide(student, course, 5, term=make.term(), comment=FORMULA)

    assert csv_rows(file("CSV"))[2][-1] == f"'{FORMULA}"
    assert xlsx_rows(file())[2][-1] == FORMULA
    assert b"<f>" not in file().content


def test_homeroom_teacher_takes_away_the_own_class(file, course, student, teacher, homeroom):
    make.membership(course, make.student("Белова", school_class=make.school_class(7, "Б")))

    found = [[row[0] for row in csv_rows(file("CSV", by=person))[2:]] for person in (teacher, homeroom)]

    assert found == [["Абрамов Пётр", "Белова Пётр"], ["Абрамов Пётр"]]


def test_strange_column_is_no_file(client, deputy, course):
    client.force_login(deputy)
    address = reverse("journal:teacher-results-table", args=[course.pk, "csv"])

    assert [client.get(f"{address}?column={column}").status_code for column in ("year", "year-1")] == [200, 404]


@pytest.mark.parametrize("number", [1, 3])
def test_file_asks_the_same_number_of_queries(client, deputy, school, course, number, django_assert_num_queries):
    for one in range(number):
        child = make.membership(course, make.student("Белов", f"Лев {one}")).student
        make.mark(lesson=make.lesson(course=course, number=1 + one), student=child)
        decide(child, course, 4, term=make.term())
        decide(child, course, 4, term=make.term(2))
    client.force_login(deputy)
    address = reverse("journal:teacher-results-table", args=[course.pk, "xlsx"])
    client.get(address)

    # Session, user, course, grades, students; what is decided, what stands; marks, and the density in three.
    with django_assert_num_queries(11):
        client.get(address)
