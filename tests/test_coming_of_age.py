"""The eighteenth birthday: announced to the family, and what changes with it."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Guardianship, User
from journal.models import AbsenceNote, Student
from journal.views.family.coming_of_age import of_age_on
from tests import make
from tests.reading import lines, part

BIRTHDAY = date(2008, 10, 12)
ANNOUNCED = {
    "student": "{} вам исполнится 18 лет. С этого дня родители читают ваш дневник, "
    "только если вы разрешите это на странице «Мой вход».",
    "parent": "{} исполнится 18 лет. С этого дня дневник будет открыт вам, "
    "только если Пётр разрешит это на своей странице «Мой вход».",
}
TYPED = {"first_day": "2026-10-12", "ground": "illness"}


@pytest.fixture
def born(student):
    def born(day):
        User.objects.filter(pk=student.pk).update(born_on=day)

    return born


@pytest.fixture
def grown(born, parent):
    """The student turns 18 today and lets the mother go on reading."""
    born(BIRTHDAY)
    Guardianship.objects.update(allowed_at=make.NOW)


@pytest.mark.parametrize(
    "born_on, day",
    [
        (BIRTHDAY, make.TODAY),
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2010, 2, 28), date(2028, 2, 28)),
    ],
)
def test_day_of_the_birthday(born_on, day):
    assert of_age_on(born_on) == day


@pytest.mark.parametrize(
    "born_on, told",
    [
        (None, None),
        (date(2008, 10, 12), None),
        (date(2008, 10, 13), "13 октября"),
        (date(2008, 11, 11), "11 ноября"),
        (date(2008, 11, 12), None),
        (date(2015, 10, 13), None),
    ],
)
@pytest.mark.parametrize("who", ANNOUNCED)
def test_birthday_is_announced_thirty_days_ahead(request, client, school, born, who, born_on, told):
    born(born_on)
    client.force_login(request.getfixturevalue(who))

    announced = [line for line in lines(client.get("/home/")) if "исполнится" in line]

    assert announced == ([ANNOUNCED[who].format(told)] if told else [])


def test_parent_without_leave_is_told_how_it_comes_back(client, school, born, parent):
    born(BIRTHDAY)
    client.force_login(parent)

    assert lines(client.get("/home/"))[1:3] == [
        "Вашему ребёнку исполнилось 18 лет",
        "Дневник снова откроется вам, когда он сам разрешит это на своей странице «Мой вход».",
    ]


def test_parent_with_leave_reads_and_no_longer_speaks(client, school, student, parent, grown):
    make.absence_note(student=student, by=parent)
    client.force_login(parent)
    address = reverse("journal:family-absence", args=[student.pk])

    shown = lines(client.get(address))

    assert "Об отсутствии сообщает сам ученик" in shown
    assert "Отозвать" not in shown
    assert client.post(address, TYPED).status_code == 403
    withdraw = reverse("journal:family-absence-withdraw", args=[student.pk, AbsenceNote.objects.get().pk])
    assert client.post(withdraw).status_code == 404
    assert AbsenceNote.objects.standing().count() == 1


def test_who_reads_is_said_by_the_links_of_the_day(client, school, student, parent, grown):
    father = make.person("Абрамов", "Илья", "Фомич")
    make.guardianship(father, student)
    client.force_login(student)

    shown = part(client.get(reverse("journal:family-looks", args=[student.pk])), "Семья")

    assert shown[:2] == ["Абрамов Пётр Ильич", "Абрамова Ольга Юрьевна"]


@pytest.mark.parametrize("born_on, speaks", [(None, True), (date(2008, 10, 13), True), (BIRTHDAY, False)])
def test_grown_ups_speak_for_the_young(student, parent, born, born_on, speaks):
    make.absence_note(student=student, by=parent)
    born(born_on)
    Guardianship.objects.update(allowed_at=make.NOW)

    assert Student.objects.spoken_for_by(parent).exists() is speaks
    assert AbsenceNote.objects.editable_by(parent).exists() is speaks
    assert AbsenceNote.objects.visible_to(parent).exists()
