"""The attendance of a class in a week as a file."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from accounts.models import User
from journal.enums import Presence
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.reading import links

CAPTION = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00. Посещаемость 7 «А»: с 12 по 17 октября."
HEAD = [
    *("Ученик", "пн, 12 октября", "вт, 13 октября", "ср, 14 октября", "чт, 15 октября", "пт, 16 октября"),
    *("сб, 17 октября", "Пропущено уроков", "Из них без причины"),
]


@pytest.fixture
def reader(client, school, deputy):
    client.force_login(deputy)
    return client


@pytest.fixture
def file(reader, school_class):
    """Return the file of the week as the deputy downloads it from the page."""
    page = reverse("journal:class-attendance", args=[school_class.pk, "2026-W42"])
    return lambda kind="XLSX": reader.get(links(reader.get(page))[kind])


@pytest.fixture
def missed(course, student, belova, parent, school_class):
    """One student away with and without a reason, of whom the family has said so; another who was there."""
    make.enrolment(belova, school_class)
    for number, presence in ((1, Presence.ABSENT), (2, Presence.ABSENT), (3, Presence.ILL)):
        make.absence(lesson=make.lesson(course=course, number=number), student=student, presence=presence)
    late = make.lesson(course=course, on=make.TODAY + make.days(1))
    make.absence(lesson=late, student=student, presence=Presence.LATE)
    make.absence_note(student=student, by=parent)


def test_workbook_holds_the_absences_of_each_day(file, missed):
    response = file()

    assert xlsx_rows(response) == [
        [CAPTION, *[""] * 8],
        HEAD,
        ["Абрамов Пётр", "сообщили: болеет; Н 2, Б 1", "ОП 1", "", "", "", "", 3, 2],
        ["Белова Алёна", "", "", "", "", "", "", 0, 0],
        ["Всего", "", "", "", "", "", "", 3, 2],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Посещаемость 7 «А», с 12 по 17 октября, 12.10.2026.xlsx"


def test_csv_holds_the_same_for_the_homeroom_teacher(reader, file, missed, homeroom):
    reader.force_login(homeroom)

    assert csv_rows(file("CSV"))[2] == ["Абрамов Пётр", "сообщили: болеет; Н 2, Б 1", "ОП 1", "", "", "", "", "3", "2"]


def test_name_that_looks_like_a_formula_stays_a_text(file, student):
    User.objects.filter(pk=student.pk).update(surname="=Абрамов")

    assert csv_rows(file("CSV"))[2][0] == "'=Абрамов Пётр"
    assert xlsx_rows(file())[2][0] == "=Абрамов Пётр"
    assert b"<f>" not in file().content


@pytest.mark.parametrize("number", [1, 3])
def test_file_asks_the_same_number_of_queries(reader, school_class, course, number, django_assert_num_queries):
    for more in range(number):
        student = make.student("Белов", f"Иван {more}", school_class=school_class)
        make.membership(course, student)
        make.absence(lesson=make.lesson(course=course, number=1 + more), student=student)
        make.absence_note(student=student, by=student)
    address = reverse("journal:class-attendance-table", args=[school_class.pk, "2026-W42", "csv"])
    reader.get(address)

    with django_assert_num_queries(6):
        reader.get(address)
