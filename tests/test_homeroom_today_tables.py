"""What the page of a class tells of today as files."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import reverse

from accounts.models import User
from journal.enums import Presence
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.reading import links

EXTRACT = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00."
FRIDAY, MONDAY, SUNDAY = date(2026, 10, 9), date(2026, 10, 5), date(2026, 10, 11)


@pytest.fixture
def file(client, deputy, school, school_class):
    """Return a list of the class as a file."""
    client.force_login(deputy)
    return lambda name, kind="csv": client.get(reverse("journal:class-table", args=[school_class.pk, name, kind]))


def test_absent_are_told_lesson_by_lesson(file, lesson, student, belova, school_class):
    make.enrolment(belova, school_class)
    second = make.lesson(course=lesson.course, number=2)
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)
    for child in (student, belova):
        make.absence(lesson=second, student=child)

    response = file("absent", "xlsx")

    of = ("Алгебра", "7 «А»", "Сидорова Анна Сергеевна")
    assert xlsx_rows(response) == [
        [f"{EXTRACT} Отсутствующие по урокам: 7 «А».", *[""] * 5],
        ["Урок", "Предмет", "Группа", "Учитель", "Ученик", "Отмечено"],
        [1, *of, "Абрамов Пётр", "Б"],
        [2, *of, "Абрамов Пётр", "Н"],
        [2, *of, "Белова Алёна", "Н"],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Отсутствующие, 7 «А», 12.10.2026.xlsx"


def test_absences_without_a_reason_are_counted_by_week(file, course, student):
    for number in (1, 2):
        make.absence(lesson=make.lesson(course=course, on=FRIDAY, number=number), student=student)

    assert xlsx_rows(file("unexplained", "xlsx")) == [
        [f"{EXTRACT} Н без причины: 7 «А».", "", ""],
        ["Неделя с", "по", "Уроков с Н без причины"],
        [MONDAY, SUNDAY, 2],
    ]


def test_page_leads_to_its_files(client, file, lesson, student, school_class):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)

    found = links(client.get(reverse("journal:class", args=[school_class.pk])))

    assert found["CSV"] == f"/classes/{school_class.pk}/absent/table.csv"


def test_name_that_looks_like_a_formula_stays_a_text(file, lesson, student):
    make.absence(lesson=lesson, student=student)
    User.objects.filter(pk=student.pk).update(surname="=Абрамов")

    assert csv_rows(file("absent"))[2][4] == "'=Абрамов Пётр"
    assert xlsx_rows(file("absent", "xlsx"))[2][4] == "=Абрамов Пётр"


def test_list_that_is_not_there_is_no_file(file):
    assert [file(name).status_code for name in ("absent", "nobody")] == [200, 404]


def test_class_without_students_has_nothing_to_tell(file, school_class):
    make.year().terms.all().delete()

    assert [csv_rows(file(name))[2:] for name in ("absent", "unexplained")] == [[], []]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name, queries", [("absent", 7), ("unexplained", 5)])
def test_files_ask_the_same_number_of_queries(
    file, school_class, teacher, number, name, queries, django_assert_num_queries
):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        course = make.course(teacher=teacher, students=[child], subject_name=f"Предмет {one}")
        make.absence(lesson=make.lesson(course=course), student=child)
    file(name)

    with django_assert_num_queries(queries):
        file(name)
