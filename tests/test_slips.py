"""Slips: whom they are printed for, and what a printing ends is said beforehand."""

import pytest

from accounts.enums import Role
from accounts.models import HeldRole, Slip, User
from tests import make
from tests.reading import lines, links, part
from tests.slips import SLIPS, issued, names, print_at


@pytest.fixture
def office(client, administrator, school):
    client.force_login(administrator)
    return client


def test_all_who_have_never_signed_in_are_listed_in_their_piles(office, parent, sister, teacher):
    User.objects.filter(login="homeroom").update(last_login=make.NOW)
    HeldRole.objects.create(user=make.person("Белов"), role=Role.PARENT, since=make.TODAY)

    response = office.get(SLIPS)

    assert names(response) == {
        "Класс 5 «Б»": ["Абрамова Анна", "Абрамова Ольга", "Крылов Лев"],
        "Класс 7 «А»": ["Абрамов Пётр"],
        "Работники школы": ["Сидорова Анна"],
        "Не в классе": ["Белов Анна"],
    }


@pytest.mark.parametrize(
    "asked, people",
    [
        ("", ["Абрамов Пётр", "Абрамова Ольга"]),
        ("&who=student", ["Абрамов Пётр"]),
        ("&who=parent", ["Абрамова Ольга"]),
        ("&state=fresh", ["Абрамов Пётр"]),
        ("&state=everyone", ["Абрамов Пётр", "Абрамова Ольга", "Яшин Игорь"]),
    ],
)
def test_class_is_narrowed_by_who_and_by_how_far_they_came(office, parent, sister, student, asked, people):
    entered = make.person("Яшин", "Игорь", roles=(Role.PARENT,), last_login=make.NOW)
    make.guardianship(entered, student)
    issued(parent)

    response = office.get(f"{SLIPS}?place={make.school_class().pk}{asked}")

    assert names(response) == {"Класс 7 «А»": people}


def test_fresh_are_also_those_whose_slip_has_expired(office, parent):
    issued(parent, at=make.at(on=make.TODAY - make.days(31)))

    assert "Абрамова Ольга" in names(office.get(f"{SLIPS}?state=fresh"))["Класс 7 «А»"]


def test_staff_stand_apart_even_when_their_child_is_in_the_class(office, homeroom):
    in_class = office.get(f"{SLIPS}?place={make.school_class(5, 'Б').pk}")

    assert names(in_class) == {"Класс 5 «Б»": ["Крылов Лев"]}
    assert names(office.get(f"{SLIPS}?place=staff")) == {"Работники школы": ["Крылова Вера"]}


def test_people_without_a_way_in_and_oneself_are_not_listed(office, teacher, deputy):
    User.objects.filter(pk=teacher.pk).update(locked_at=make.NOW)
    HeldRole.objects.filter(user=deputy).update(until=make.TODAY - make.days(1))

    response = office.get(f"{SLIPS}?place=staff&state=everyone")

    assert (names(response), "Здесь никого нет" in lines(response)) == ({}, True)


def test_everybody_has_signed_in(office, student):
    User.objects.update(last_login=make.NOW)

    assert "Все вошли" in lines(office.get(SLIPS))


def test_what_a_printing_ends_is_said_beforehand(office, parent, student):
    User.objects.filter(pk=student.pk).update(last_login=make.NOW)
    issued(parent)

    said = lines(office.get(f"{SLIPS}?place={make.school_class().pk}&state=everyone"))

    assert "2 карточки" in said
    assert "Перестанут действовать прежние карточки, которыми ещё не воспользовались: 1." in said
    assert "Уже входят в дневник: 1. Их пароль перестанет действовать, и на всех устройствах вход закончится." in said


def test_older_slips_can_be_left_alone(office, parent, student):
    issued(parent)

    left = links(office.get(SLIPS))["Оставить их и напечатать остальным"]

    assert names(office.get(left)) == names(office.get(f"{SLIPS}?state=fresh"))


def test_expired_and_used_slips_are_not_counted_as_ended(office, parent):
    issued(parent, at=make.at(on=make.TODAY - make.days(31)))

    assert office.get(SLIPS).context["page"].replaced == 0


@pytest.mark.parametrize("asked", ["place=нет", "place=999999", "who=teacher", "state=x", "person=x", "person=0"])
def test_unknown_filter_prints_nobody(office, student, asked):
    response = office.get(f"{SLIPS}?{asked}")

    assert (names(response), response.context["page"].form.is_valid()) == ({}, False)


def test_one_person_without_a_way_in_is_explained(office, parent):
    User.objects.filter(pk=parent.pk).update(locked_at=make.NOW)

    response = office.get(f"{SLIPS}?person={parent.pk}")

    assert "Вход закрыт. Сначала администратор откроет его на странице человека." in lines(response)
    assert links(response)["Страница человека"] == f"/accounts/{parent.pk}/"


def test_administrator_prints_neither_for_the_director_nor_for_an_equal(office, director):
    other = make.person("Равный", roles=(Role.ADMINISTRATOR,))

    shown = [office.get(f"{SLIPS}?person={person.pk}") for person in (director, other)]
    sent = [print_at(office, f"{SLIPS}?person={person.pk}") for person in (director, other)]

    assert ["Карточку не напечатать" in lines(page) for page in shown] == [True, True]
    assert ([page.status_code for page in sent], Slip.objects.count()) == ([409, 409], 0)
    assert names(office.get(f"{SLIPS}?state=everyone")) == {}


def test_director_prints_for_administrators_alone(client, director, administrator, teacher, school):
    client.force_login(director)

    response = print_at(client, f"{SLIPS}?person={administrator.pk}")

    assert [card.holder.person for card in response.context["sheets"].stacks[0].cards] == [administrator]
    assert names(client.get(f"{SLIPS}?state=everyone")) == {"Работники школы": ["Титов Олег"]}
    assert print_at(client, f"{SLIPS}?person={teacher.pk}").status_code == 409


def test_person_who_is_not_there_is_no_page(office):
    assert office.get(f"{SLIPS}?person=999999").status_code == 404


def test_many_people_are_told_by_number_with_the_way_to_each_pile(office, school_class):
    make.person("Белов", roles=(Role.PARENT,))
    for number in range(151):
        make.student(f"Абрамов{number}", school_class=school_class)

    response = office.get(SLIPS)

    assert part(response, "По классам")[2:10] == [
        *("Класс 5 «Б»", "1", "Класс 7 «А»", "151"),
        *("Работники школы", "1", "Не в классе", "1"),
    ]
    found = links(response)
    assert [found.get(title) for title in ("Класс 7 «А»", "Работники школы", "Не в классе")] == [
        f"{SLIPS}?place={school_class.pk}",
        f"{SLIPS}?place=staff",
        None,
    ]


@pytest.mark.parametrize("children", [1, 3])
def test_slips_ask_the_same_number_of_queries(office, school_class, django_assert_num_queries, children):
    for number in range(children):
        child = make.student(f"Абрамов{number}", school_class=school_class)
        make.guardianship(make.person(f"Яшин{number}", roles=(Role.PARENT,)), child)
    office.get(SLIPS)

    # Session, the person with the roles, classes, people, their roles, links, enrolments.
    with django_assert_num_queries(7):
        office.get(SLIPS)
