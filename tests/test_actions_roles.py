"""Roles given and ended at the administrator's desk and by the director."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.actions import Refused, issue
from accounts.enums import AuditKind, Role
from accounts.models import Slip, User
from accounts.rules import desk
from tests import make
from tests.desk import TOMORROW, YESTERDAY, end, give, log, sign_in, terms_of


def test_role_is_given_for_a_time_and_noted(administrator):
    person = make.person()

    give(person, Role.PARENT, by=administrator, until=TOMORROW)

    assert terms_of(person, Role.PARENT) == [(make.TODAY, TOMORROW)]
    assert log() == [(AuditKind.ROLE_GIVEN, person, None, "родитель с 12.10.2026 по 13.10.2026")]


@pytest.mark.parametrize("role, left", [(Role.TEACHER, 0), (Role.DEPUTY, 0), (Role.STUDENT, 1), (Role.PARENT, 1)])
def test_role_of_the_staff_ends_open_sessions(client, administrator, role, left):
    person = make.person(login="person")
    sessions = sign_in(client, person)

    give(person, role, by=administrator)

    assert sessions.count() == left
    assert [kind for kind, *_ in log()] == [AuditKind.ROLE_GIVEN, AuditKind.SIGNED_OUT][: 2 - left]


@pytest.mark.parametrize("role, replaced_at", [(Role.TEACHER, make.NOW), (Role.DEPUTY, make.NOW), (Role.PARENT, None)])
def test_slip_does_not_outlive_a_rise(administrator, homeroom, role, replaced_at):
    """The homeroom teacher, who printed it for a parent, would come in as one of the staff."""
    mother = make.person()
    give(mother, Role.PARENT, by=administrator, until=TOMORROW)
    issue([mother], by=homeroom, at=make.NOW, batch=uuid4())

    give(mother, role, by=administrator, since=make.TODAY + make.days(2))

    assert Slip.objects.get().replaced_at == replaced_at


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADMINISTRATOR])
def test_administrator_gives_no_power(administrator, role):
    with pytest.raises(Refused, match="директор"):
        give(make.person(), role, by=administrator, order="12")

    assert log() == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_director_gives_nothing_but_the_desk(director, role):
    with pytest.raises(Refused):
        give(make.person(), role, by=director, order="12")

    assert log() == []


def test_director_appoints_by_an_order(director):
    person = make.person()

    held = give(person, Role.ADMINISTRATOR, by=director, order="12-к от 01.10.2026")

    assert (held.role, held.order) == (Role.ADMINISTRATOR, "12-к от 01.10.2026")
    assert log()[0][3] == "администратор с 12.10.2026, приказ 12-к от 01.10.2026"


def test_director_appoints_nobody_without_an_order(director):
    with pytest.raises(Refused, match="приказа"):
        give(make.person(), Role.ADMINISTRATOR, by=director)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.DEPUTY, Role.PARENT])
def test_nobody_gives_a_role_to_oneself(administrator, role):
    with pytest.raises(Refused, match="Себе роль не дают"):
        give(administrator, role, by=administrator)

    assert terms_of(administrator, role) == []


def test_director_does_not_appoint_oneself(director):
    with pytest.raises(Refused, match="Себе роль не дают"):
        give(director, Role.ADMINISTRATOR, by=director, order="12")


@pytest.mark.parametrize(
    "since, until, stands",
    [
        (date(2026, 8, 1), date(2026, 8, 31), False),
        (date(2026, 8, 1), make.YEAR_BEGINS, True),
        (date(2026, 8, 1), None, True),
        (make.TODAY, TOMORROW, True),
    ],
)
def test_role_is_held_once_at_a_time(administrator, since, until, stands):
    person = make.person(roles=(Role.PARENT,))

    if stands:
        with pytest.raises(Refused, match="уже есть: с 01"):
            give(person, Role.PARENT, by=administrator, since=since, until=until)
    else:
        give(person, Role.PARENT, by=administrator, since=since, until=until)

    assert len(terms_of(person, Role.PARENT)) == 2 - stands


@pytest.mark.parametrize("held, given", [(Role.STUDENT, Role.TEACHER), (Role.DEPUTY, Role.STUDENT)])
def test_nobody_learns_and_works_at_once(administrator, held, given):
    with pytest.raises(Refused, match=desk.STUDENT_AND_STAFF):
        give(make.person(roles=(held,)), given, by=administrator)


def test_role_is_not_given_to_whom_the_law_has_wiped(administrator):
    with pytest.raises(Refused, match="уничтожены"):
        give(make.person(destroyed_at=make.NOW), Role.PARENT, by=administrator)


def test_order_has_its_length(administrator):
    with pytest.raises(Refused, match="80 знаков"):
        give(make.person(), Role.PARENT, by=administrator, order="1" * 81)


# --- The end of a role


def test_role_ends_with_a_reason(administrator, teacher):
    end(teacher.held_roles.get(), by=administrator)

    assert User.objects.get(pk=teacher.pk).acting_on(make.TODAY).roles == frozenset()
    assert log() == [(AuditKind.ROLE_ENDED, teacher, None, "учитель, последний день 11.10.2026. Уволена")]


def test_role_that_has_not_begun_is_taken_back_whole(administrator):
    person = make.person()
    held = give(person, Role.DEPUTY, by=administrator, since=TOMORROW)

    end(held, by=administrator, until=make.TODAY)

    assert terms_of(person, Role.DEPUTY) == []
    assert [kind for kind, *_ in log()] == [AuditKind.ROLE_GIVEN, AuditKind.ROLE_ENDED]


@pytest.mark.parametrize(
    "since, until",
    [(make.TODAY, YESTERDAY), (make.YEAR_BEGINS, date(2020, 1, 1)), (make.YEAR_BEGINS, date(2026, 8, 31))],
)
def test_role_that_has_begun_is_never_made_undone(administrator, since, until):
    person = make.person()
    held = give(person, Role.PARENT, by=administrator, since=since)

    with pytest.raises(Refused, match=f"действует с {since:%d.%m.%Y}"):
        end(held, by=administrator, until=until)

    assert terms_of(person, Role.PARENT) == [(since, None)]


def test_second_of_two_administrators_sees_what_the_first_has_done(administrator, teacher):
    held = teacher.held_roles.get()
    end(held, by=administrator)

    with pytest.raises(Refused, match=desk.CHANGED):
        end(held, by=administrator, seen=None, until=TOMORROW)

    assert terms_of(teacher, Role.TEACHER) == [(make.YEAR_BEGINS, YESTERDAY)]


@pytest.mark.parametrize(
    "known, until, refusal",
    [
        (YESTERDAY, YESTERDAY, "уже закончено: последний день был 11.10.2026"),
        (TOMORROW, make.TODAY + make.days(2), "и так заканчивается 13.10.2026"),
        (TOMORROW, TOMORROW, None),
        (make.TODAY, YESTERDAY, None),
    ],
)
def test_end_that_is_set_comes_no_later(administrator, teacher, known, until, refusal):
    teacher.held_roles.update(until=known)

    if refusal:
        with pytest.raises(Refused, match=refusal):
            end(teacher.held_roles.get(), by=administrator, until=until)
    else:
        end(teacher.held_roles.get(), by=administrator, until=until)

    assert terms_of(teacher, Role.TEACHER) == [(make.YEAR_BEGINS, known if refusal else until)]


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADMINISTRATOR])
def test_administrator_ends_no_power(administrator, role):
    with pytest.raises(Refused, match="директор"):
        end(make.person(roles=(role,)).held_roles.get(), by=administrator)


def test_director_dismisses_an_administrator(director, administrator):
    end(administrator.held_roles.get(), by=director)

    assert terms_of(administrator, Role.ADMINISTRATOR) == [(make.YEAR_BEGINS, YESTERDAY)]


def test_nobody_ends_the_own_appointment(db):
    both = make.person(roles=(Role.DIRECTOR, Role.ADMINISTRATOR))

    with pytest.raises(Refused, match="Свою роль администратора"):
        end(both.held_roles.get(role=Role.ADMINISTRATOR), by=both)
