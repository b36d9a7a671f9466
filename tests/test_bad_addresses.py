"""Addresses and cookies that nobody is led to: each is answered in words, none by a fault."""

import pytest
from django.urls import reverse

from tests import make


@pytest.fixture
def pupil(client, student, school):
    client.force_login(student)
    return client


@pytest.mark.parametrize(
    "page, expected",
    [
        ("days/2000-01-01/", 200),
        ("days/2099-12-31/", 200),
        ("days/1999-12-31/", 404),
        ("days/2100-01-01/", 404),
        ("days/9999-12-31/", 404),
        ("days/2026-02-30/", 404),
        ("diary/1999-W52/", 200),
        ("diary/2099-W53/", 200),
        ("diary/1999-W51/", 404),
        ("diary/2100-W01/", 404),
        ("diary/2026-W60/", 404),
        ("diary/0000-W01/", 404),
        ("diary/9999-W52/", 404),
    ],
)
def test_diary_ends_with_its_century(pupil, student, page, expected):
    assert pupil.get(f"/students/{student.pk}/{page}").status_code == expected


def test_first_day_of_the_century_leads_to_its_week(pupil, student):
    response = pupil.get(f"/students/{student.pk}/diary/?date=2000-01-01")

    assert response.url == f"/students/{student.pk}/diary/1999-W52/"


@pytest.mark.parametrize("day", ["2000-01-01", "2099-12-31"])
def test_day_of_a_teacher_stands_at_the_edge_of_the_century(client, teacher, school, day):
    client.force_login(teacher)

    assert client.get(reverse("journal:teacher-day-on", args=[day])).status_code == 200


@pytest.mark.parametrize("number", ["0", "9223372036854775808", "9" * 5000])
@pytest.mark.parametrize("page", ["/students/{}/marks/", "/teach/lessons/{}/", "/teach/works/{}/", "/classes/{}/"])
def test_number_of_nothing_leads_nowhere(client, homeroom, school, page, number):
    client.force_login(homeroom)

    assert client.get(page.format(number)).status_code == 404


@pytest.mark.parametrize("page", ["/home/%00", "/admin/accounts/heldrole/?role__exact=%00"])
def test_address_with_a_nul_is_not_understood(client, director, page):
    client.force_login(director)

    response = client.get(page)

    assert (response.status_code, "Запрос не понят" in response.text) == (400, True)


def test_cookie_with_a_nul_is_not_understood(client, db):
    response = client.get("/", headers={"Cookie": r'sessionid="\000aaaaaaaaaaaa"'})

    assert (response.status_code, "Запрос не понят" in response.text) == (400, True)


@pytest.mark.parametrize("number", ["007", "٣", "9" * 5000])
def test_row_of_nobody_is_refused(client, teacher, school, number):
    lesson = make.lesson(course=make.course(teacher=teacher))
    client.force_login(teacher)

    posted = f"part=presence&presence-s{number}-presence=absent"
    response = client.post(lesson.get_absolute_url(), posted, "application/x-www-form-urlencoded")

    assert "есть ученик, которого нет на этом уроке" in response.text
