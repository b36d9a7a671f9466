"""Which page of a child opens for whom, and at which week."""

from datetime import date

import pytest

from journal.enums import DayOffKind
from journal.models import Enrolment
from tests import make
from tests.reading import lines, links


@pytest.fixture
def mother(client, parent, school):
    client.force_login(parent)
    return client


@pytest.mark.parametrize(
    "today, found",
    [
        ("2026-10-12", "2026-W42/"),
        ("2026-10-15", "2026-W42/#day-2026-10-15"),
        ("2026-10-18", "2026-W43/"),
        ("2026-10-27", "2026-W45/"),
        ("2026-07-15", "2026-W36/#day-2026-09-01"),
        ("2027-07-15", "2027-W21/#day-2027-05-26"),
    ],
    ids=["monday", "thursday", "sunday", "autumn break", "before the year", "after the year"],
)
def test_diary_opens_at_the_sensible_week(client, deputy, student, time_machine, today, found):
    make.day_off(date(2026, 10, 24), date(2026, 11, 1), title="Осенние каникулы", kind=DayOffKind.BREAK)
    make.day_off(date(2026, 10, 27), title="Для пятых классов", grade_from=5, grade_to=5)
    deputy.held_roles.update(since=date(2020, 9, 1))
    time_machine.move_to(make.at(on=date.fromisoformat(today)))
    client.force_login(deputy)

    assert client.get(f"/students/{student.pk}/diary/").url == f"/students/{student.pk}/diary/{found}"


def test_diary_goes_to_the_day_asked_for(mother, student):
    found = [mother.get(f"/students/{student.pk}/diary/", {"date": day}).url for day in ("2026-11-16", "16.11.2026")]

    assert found == [f"/students/{student.pk}/diary/2026-W47/"] * 2


@pytest.mark.parametrize(
    "asked, error",
    [
        ("вчера", "Перейти к дню: Напишите день так: 16.11.2026."),
        ("", "Перейти к дню: Напишите день так: 16.11.2026."),
        ("1941-06-22", "Перейти к дню: Выберите день не раньше 2000 года."),
        ("2100-01-01", "Перейти к дню: Выберите день не позже 2099 года."),
    ],
)
def test_diary_explains_a_day_that_cannot_be(mother, student, asked, error):
    assert error in lines(mother.get(f"/students/{student.pk}/diary/", {"date": asked}))


def test_children_of_a_family_stand_side_by_side(mother, parent, student, lesson):
    sister = make.student("Абрамова", "Яна", school_class=make.school_class(5, "Б"))
    make.guardianship(parent, sister)

    response = mother.get(f"/students/{student.pk}/diary/2026-W42/")

    assert lines(response)[:2] == ["Пётр, 7 «А»", "Яна, 5 «Б»"]
    assert links(response)["Яна, 5 «Б»"] == f"/students/{sister.pk}/diary/2026-W42/"


def test_deputy_reads_a_foreign_child_without_tabs_of_own_ones(client, deputy, parent, student, school, lesson):
    client.force_login(deputy)

    response = client.get(f"/students/{student.pk}/diary/2026-W42/")

    assert lines(response)[:2] == ["Класс 7 «А»", "Абрамов Пётр · 12–17 октября"]
    assert links(response)["Класс 7 «А»"] == f"/classes/{make.school_class().pk}/"


def test_a_foreign_child_does_not_exist(client, stranger, student, lesson, school):
    client.force_login(stranger)

    response = client.get(f"/students/{student.pk}/diary/2026-W42/")

    assert (response.status_code, lines(response)[0]) == (404, "Страница не найдена")


def test_a_teacher_without_a_class_has_no_page_of_a_child(client, colleague, student, school):
    client.force_login(colleague)

    assert client.get(f"/students/{student.pk}/diary/").status_code == 403


@pytest.mark.parametrize("page", ["diary/2026-W42", f"days/{make.TODAY}", "marks"])
def test_pages_of_a_student_who_left_say_so(client, director, student, page):
    Enrolment.objects.update(until=make.TODAY - make.days(3))
    client.force_login(director)

    read = lines(client.get(f"/students/{student.pk}/{page}/"))

    assert "Ученик выбыл" in read
    assert "Последний день в школе — 9 октября 2026 года. Записи до него сохранены." in read
