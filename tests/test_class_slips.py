"""Slips of the own class, printed by its homeroom teacher."""

import pytest

from accounts.enums import Role
from accounts.models import Guardianship, HeldRole, Slip, User
from tests import make
from tests.reading import lines, links, part
from tests.slips import names, print_at


@pytest.fixture
def leader(client, homeroom, school):
    """The browser of the homeroom teacher of 7 «А»."""
    client.force_login(homeroom)
    return client


def test_homeroom_teacher_prints_for_the_own_class(leader, parent, student, homeroom):
    response = print_at(leader, f"/classes/{make.school_class().pk}/slips/")

    assert [card.holder.person for card in response.context["sheets"].stacks[0].cards] == [student, parent]
    assert {slip.issued_by for slip in Slip.objects.all()} == {homeroom}


def test_homeroom_teacher_finds_the_slips_from_the_class(leader, student, school_class):
    address = f"/classes/{school_class.pk}/"

    assert links(leader.get(address))["Карточки для входа"] == f"{address}slips/"


def test_homeroom_teacher_prints_no_slip_of_a_colleague(leader, student, teacher, school_class):
    HeldRole.objects.create(user=teacher, role=Role.PARENT, since=make.TODAY)
    make.guardianship(teacher, student)
    address = f"/classes/{school_class.pk}/slips/?person={teacher.pk}"

    shown, sent = leader.get(address), print_at(leader, address)

    assert "Карточку не напечатать" in lines(shown)
    assert (sent.status_code, Slip.objects.count()) == (409, 0)


def test_whole_class_stands_by_name_for_who_has_forgotten_the_password(leader, parent, student, school_class):
    User.objects.update(last_login=make.NOW)
    address = f"/classes/{school_class.pk}/slips/"

    response = leader.get(address)

    assert names(response) == {}
    assert part(response, "Забыли пароль или потеряли карточку")[1:3] == [
        "Абрамов Пётр Ильич",
        "Абрамова Ольга Юрьевна",
    ]
    assert links(response)["Абрамова Ольга Юрьевна"] == f"{address}?person={parent.pk}"


def test_homeroom_teacher_prints_no_slip_of_another_class(leader, stranger, school_class):
    assert leader.get(f"/classes/{school_class.pk}/slips/?person={stranger.pk}").status_code == 404


def test_parent_whose_right_has_ended_gets_no_slip(leader, parent, student, school_class):
    Guardianship.objects.update(until=make.TODAY - make.days(1))

    assert names(leader.get(f"/classes/{school_class.pk}/slips/")) == {"Класс 7 «А»": ["Абрамов Пётр"]}


@pytest.mark.parametrize("students", [1, 3])
def test_page_of_a_class_asks_the_same_number_of_queries(
    leader, school_class, student, students, django_assert_num_queries
):
    for number in range(students):
        child = make.student(f"Новиков{number}", school_class=school_class)
        make.guardianship(make.person(roles=(Role.PARENT,)), child)
    address = f"/classes/{school_class.pk}/slips/"
    leader.get(address)

    with django_assert_num_queries(9):
        leader.get(address)
