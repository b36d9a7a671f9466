"""Roles and links ended on the page of one person: the last day, and what is said of it."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Guardianship
from accounts.rules import desk
from tests import make
from tests.desk import TOMORROW, YESTERDAY, log, terms_of
from tests.reading import lines, part


@pytest.fixture
def page(client, administrator, school):
    """Return the page of a person as the administrator opens it."""
    client.force_login(administrator)
    return lambda person: client.get(address(person))


@pytest.fixture
def post(client, administrator, school):
    """Return a way to do something with a person on the page."""
    client.force_login(administrator)

    def post(person, name, **typed):
        fields = {f"{name}-{field}": value for field, value in typed.items()}
        return client.post(address(person), fields | {"part": name}, follow=True)

    return post


def address(person):
    return reverse("journal:person", args=[person.pk])


def test_role_is_ended_by_the_form(post, teacher):
    row = teacher.held_roles.get()

    response = post(teacher, f"role-end-{row.pk}", until="2026-10-11", reason="Уволена", seen="")

    assert lines(response)[0] == "Сидорова Анна, роль «учитель»: последний день 11.10.2026."
    assert terms_of(teacher, Role.TEACHER) == [(make.YEAR_BEGINS, YESTERDAY)]


@pytest.mark.parametrize(
    "since, said",
    [
        (make.YEAR_BEGINS, "Вчерашний день закроет доступ сразу, сегодняшний в полночь"),
        (make.TODAY, "Сегодняшний день закроет доступ в полночь. Если ждать нельзя, закройте человеку вход"),
        (TOMORROW, "День раньше первого отменит всю строку"),
    ],
)
def test_form_says_what_the_last_day_does(page, since, said):
    person = make.person()
    person.held_roles.create(role=Role.PARENT, since=since)

    assert said in lines(page(person))


def test_end_set_by_another_administrator_is_not_written_over(post, teacher):
    row = teacher.held_roles.get()
    teacher.held_roles.update(until=TOMORROW)

    response = post(teacher, f"role-end-{row.pk}", until="2026-10-11", reason="Уволена", seen="")

    assert lines(response)[0] == desk.CHANGED
    assert terms_of(teacher, Role.TEACHER) == [(make.YEAR_BEGINS, TOMORROW)]


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADMINISTRATOR])
def test_power_has_no_end_on_the_page(post, role):
    person = make.person(roles=(role,))

    response = post(person, f"role-end-{person.held_roles.get().pk}", until="2026-10-11", reason="Ошибка")

    assert (response.status_code, log()) == (400, [])


def test_link_is_ended_by_the_form_from_either_side(post, parent, student):
    row = Guardianship.objects.get(guardian=parent)

    response = post(student, f"link-end-{row.pk}", until="2026-10-11", reason="Решение суда", seen="")

    assert lines(response)[0] == (
        "Абрамова Ольга больше не представляет ребёнка Абрамов Пётр: последний день 11.10.2026."
    )
    assert "закончено Решение суда" in " ".join(part(response, "Представители"))


def test_link_is_ended_at_once_whatever_day_stands_there(post, parent, student):
    row = Guardianship.objects.get(guardian=parent)
    name = f"link-end-{row.pk}"

    post(student, name, at_once="on", until="2026-10-12", reason="Решение суда", seen="")

    assert Guardianship.objects.get(pk=row.pk).until == YESTERDAY


def test_link_begun_today_is_not_ended_before_it_began(post, page, parent, student):
    Guardianship.objects.update(since=make.TODAY)

    assert "Закрыть доступ сразу, не дожидаясь полуночи" not in lines(page(student))


def test_end_of_what_has_not_begun_says_that_it_is_undone(post):
    row = make.person("Белова", roles=()).held_roles.create(role=Role.PARENT, since=TOMORROW)

    response = post(row.user, f"role-end-{row.pk}", until="2026-10-12", reason="Ошибка", seen="")

    assert lines(response)[0] == "Белова Анна, роль «родитель»: строка отменена."


def test_link_of_others_is_not_ended_from_a_stranger_s_page(post, parent, teacher):
    row = Guardianship.objects.get(guardian=parent)

    response = post(teacher, f"link-end-{row.pk}", until="2026-10-11", reason="Ошибка", seen="")

    assert (response.status_code, Guardianship.objects.get(pk=row.pk).until) == (400, None)
