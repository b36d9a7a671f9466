"""Children and those who answer for them, linked and parted."""

from datetime import date

import pytest

from accounts.actions import Refused
from accounts.enums import AuditKind, Ground, Role
from accounts.models import Guardianship, HeldRole, User
from accounts.rules import desk
from tests import make
from tests.desk import TOMORROW, YESTERDAY, join, log, part, terms_of


def children_of(person, day=make.TODAY):
    return list(User.objects.get(pk=person.pk).acting_on(day).children().values_list("child", flat=True))


def test_link_opens_the_diary_and_makes_a_parent(administrator, student):
    uncle = make.person("Дядин")

    row = join(uncle, student, by=administrator, document="Распоряжение 5", until=TOMORROW)

    assert children_of(uncle) == [student.pk]
    assert (row.ground, row.document) == (Ground.GUARDIAN, "Распоряжение 5")
    assert terms_of(uncle, Role.PARENT) == [(make.TODAY, None)]
    assert log() == [
        (AuditKind.LINKED, student, uncle, "опекун с 12.10.2026 по 13.10.2026, Распоряжение 5"),
        (AuditKind.ROLE_GIVEN, uncle, None, "родитель с 12.10.2026"),
    ]


@pytest.mark.parametrize(
    "held, given",
    [
        ((make.YEAR_BEGINS, None), []),
        ((TOMORROW, None), [(make.TODAY, make.TODAY)]),
        ((make.YEAR_BEGINS, YESTERDAY), [(make.TODAY, None)]),
    ],
)
def test_parent_is_made_where_there_is_none(administrator, student, held, given):
    uncle = make.person("Дядин")
    HeldRole.objects.create(user=uncle, role=Role.PARENT, since=held[0], until=held[1])

    join(uncle, student, by=administrator)

    assert sorted(terms_of(uncle, Role.PARENT), key=str) == sorted([held, *given], key=str)


@pytest.mark.parametrize("role", ["guardian", "child"])
def test_nobody_is_linked_by_oneself(administrator, student, role):
    pair = {"guardian": make.person(), "child": student} | {role: administrator}

    with pytest.raises(Refused, match=desk.OWN_LINK):
        join(pair["guardian"], pair["child"], by=administrator)


def test_nobody_answers_for_oneself(administrator, student):
    with pytest.raises(Refused, match=desk.LINK_WITH_ONESELF):
        join(student, student, by=administrator)


def test_child_of_a_link_learns_here(administrator, teacher):
    with pytest.raises(Refused, match=desk.NO_STUDENT):
        join(make.person(), teacher, by=administrator)


@pytest.mark.parametrize("born_on, is_adult", [(date(2008, 10, 12), True), (date(2008, 10, 13), False)])
def test_representative_is_of_age(administrator, student, born_on, is_adult):
    sister = make.person(born_on=born_on)

    if is_adult:
        join(sister, student, by=administrator)
    else:
        with pytest.raises(Refused, match=desk.NO_ADULT):
            join(sister, student, by=administrator)

    assert children_of(sister) == [student.pk] * is_adult


def test_link_stands_once_at_a_time(administrator, parent, student):
    with pytest.raises(Refused, match="уже есть: с 01"):
        join(parent, student, by=administrator)


def test_document_has_its_length(administrator, student):
    with pytest.raises(Refused, match="120 знаков"):
        join(make.person(), student, by=administrator, document="1" * 121)


def test_link_ends_that_day_and_keeps_its_reason(administrator, parent, student):
    part(Guardianship.objects.get(guardian=parent), by=administrator)

    assert children_of(parent) == []
    assert children_of(parent, YESTERDAY) == [student.pk]
    assert Guardianship.objects.get(guardian=parent).end_reason == "Решение суда"
    assert log() == [(AuditKind.UNLINKED, student, parent, "последний день 11.10.2026. Решение суда")]


def test_link_that_has_not_begun_is_taken_back_whole(administrator, student):
    uncle = make.person("Дядин")

    part(join(uncle, student, by=administrator, since=TOMORROW), by=administrator, until=make.TODAY)

    assert not Guardianship.objects.filter(guardian=uncle).exists()
    assert log()[-1][0] == AuditKind.UNLINKED


def test_link_by_which_somebody_has_read_is_never_made_undone(administrator, student):
    row = join(make.person("Дядин"), student, by=administrator)

    with pytest.raises(Refused, match=r"действует с 12\.10\.2026"):
        part(row, by=administrator)

    assert Guardianship.objects.get(pk=row.pk).until is None


def test_link_ended_by_another_is_not_ended_again(administrator, parent):
    row = Guardianship.objects.get(guardian=parent)
    part(row, by=administrator)

    with pytest.raises(Refused, match=desk.CHANGED):
        part(row, by=administrator, until=TOMORROW)

    assert Guardianship.objects.get(guardian=parent).until == YESTERDAY


def test_reason_of_an_end_has_its_length(administrator, parent):
    with pytest.raises(Refused, match="200 знаков"):
        part(Guardianship.objects.get(guardian=parent), by=administrator, reason="1" * 201)
