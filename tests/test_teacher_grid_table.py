"""The journal of a course as a file: the columns of the term that the page shows."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import reverse

from accounts.models import User
from journal.enums import Audience, Presence, TermSystem
from journal.models import Course
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.reading import links

CAPTION = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00. Журнал: Алгебра, 7 «А», I четверть."
FRIDAY = date(2026, 10, 9)


@pytest.fixture
def file(client, deputy, school, course):
    """Return the file of the journal as the deputy, or another, downloads it from the page."""

    def file(kind="XLSX", *, by=deputy, query=""):
        client.force_login(by)
        page = client.get(reverse("journal:teacher-journal", args=[course.pk]) + query)
        return client.get(links(page)[kind])

    return file


def address(course, kind="csv"):
    return reverse("journal:teacher-journal-table", args=[course.pk, kind])


@pytest.fixture
def written(course, student, belova):
    """A mark beside a late arrival, an absence, a work in two parts for one of the two, who came on Monday."""
    first = make.lesson(course=course, on=FRIDAY)
    course.memberships.filter(student=belova).update(since=make.TODAY)
    make.mark(lesson=first, student=student, value=4)
    make.absence(lesson=first, student=student, presence=Presence.LATE)
    second = make.lesson(course=course, number=2)
    make.absence(lesson=second, student=belova)
    work = make.work(lesson=second, kind_code="dictation-task", audience=Audience.LISTED, students=[student])
    make.mark(work=work, student=student, value=5, second_value=4)


def test_workbook_holds_the_columns_of_the_term(file, written):
    response = file()

    assert xlsx_rows(response) == [
        [CAPTION, *[""] * 3],
        ["Ученик", "09.10, урок 1", "12.10, урок 2", "12.10, Диктант с заданием"],
        ["Абрамов Пётр", "4 ОП", "", "5/4"],
        ["Белова Алёна", "–", "Н", "–"],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Журнал, Алгебра, 7 «А», I четверть, 12.10.2026.xlsx"


def test_mark_alone_is_a_number(file, lesson, student):
    make.mark(lesson=lesson, student=student, value=5)

    assert (xlsx_rows(file())[2], csv_rows(file("CSV"))[2]) == (["Абрамов Пётр", 5], ["Абрамов Пётр", "5"])


def test_file_is_of_the_term_that_the_page_shows(file, lesson, student, time_machine):
    make.mark(lesson=lesson, student=student)
    later = make.lesson(course=lesson.course, on=date(2026, 11, 2))
    time_machine.move_to(make.at(on=later.date))

    heads = [csv_rows(file("CSV", query=query))[1] for query in ("", f"?lesson={lesson.pk}")]

    assert heads == [["Ученик", "02.11, урок 1"], ["Ученик", "12.10, урок 1"]]


def test_what_looks_like_a_formula_stays_a_text(file, lesson, student):
    User.objects.filter(pk=student.pk).update(surname="=Абрамов")

    assert csv_rows(file("CSV"))[2][0] == "'=Абрамов Пётр"
    assert xlsx_rows(file())[2][0] == "=Абрамов Пётр"


def test_homeroom_teacher_takes_away_the_own_class(file, lesson, student, belova, teacher, homeroom):
    found = [[row[0] for row in csv_rows(file("CSV", by=person))[2:]] for person in (teacher, homeroom)]

    assert found == [["Абрамов Пётр", "Белова Алёна"], ["Абрамов Пётр"]]


def test_journal_without_terms_is_an_empty_file(client, deputy, school, lesson):
    Course.objects.update(term_system=TermSystem.TRIMESTER)
    client.force_login(deputy)

    caption, head = csv_rows(client.get(address(lesson.course)))

    assert (caption[0].endswith("Журнал: Алгебра, 7 «А»."), head) == (True, ["Ученик"])


@pytest.mark.parametrize("number", [1, 3])
def test_file_asks_the_same_number_of_queries(client, deputy, school, course, number, django_assert_num_queries):
    for one in range(number):
        child = make.membership(course, make.student("Белов", f"Лев {one}")).student
        lesson = make.lesson(course=course, number=1 + one)
        make.mark(work=make.work(lesson=lesson), student=child)
        make.absence(lesson=lesson, student=child)
    client.force_login(deputy)
    client.get(address(course))

    # Session, person, course, lessons, works, members, marks, absences.
    with django_assert_num_queries(8):
        client.get(address(course))
