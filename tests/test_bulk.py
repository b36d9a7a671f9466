"""Few rows and many are written alike."""

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import HeldRole, User
from journal.models.bulk import FEW, insert, update
from tests import make

pytestmark = pytest.mark.django_db
NUMBERS = (1, FEW, FEW + 1, 3 * FEW)


def people(number):
    return [User(code=f"Р-{place}", surname="Ким", name="Ян", born_on=make.TODAY) for place in range(number)]


def test_nothing_is_written_without_a_word(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([])
        update([], ("name",))


@pytest.mark.parametrize("number", NUMBERS)
def test_rows_get_their_keys_in_order(number):
    before = make.person()
    rows = people(number)

    insert(rows)

    assert list(User.objects.exclude(pk=before.pk).order_by("pk")) == rows
    assert [person.code for person in User.objects.exclude(pk=before.pk).order_by("pk")] == [row.code for row in rows]
    assert {row._state.adding for row in rows} == {False}
    assert make.person().pk not in {row.pk for row in rows}


@pytest.mark.parametrize("number", NUMBERS)
def test_rows_keep_the_keys_they_bring(number):
    rows = people(number)
    for place, row in enumerate(rows):
        row.pk = 1000 + place

    insert(rows)

    assert set(User.objects.values_list("pk", flat=True)) == set(range(1000, 1000 + number))


@pytest.mark.parametrize("number", NUMBERS)
def test_rows_named_before_they_had_keys_are_found(number):
    rows = people(number)
    roles = [HeldRole(user=person, role=Role.PARENT, since=make.TODAY) for person in rows]

    insert(rows)
    insert(roles)

    assert [role.user_id for role in HeldRole.objects.order_by("pk")] == [row.pk for row in rows]


@pytest.mark.parametrize("number", NUMBERS)
def test_constraints_refuse_all_of_them(number):
    rows = people(number)
    rows[-1].name = ""

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(rows)

    assert not User.objects.exists()


@pytest.mark.parametrize("number", NUMBERS)
def test_named_fields_alone_are_updated(number):
    rows = people(number)
    insert(rows)
    for row in rows:
        row.name, row.surname, row.born_on = row.code, "Не записана", None

    update(rows, ("name", "born_on"))

    found = User.objects.order_by("pk").values_list("surname", "name", "born_on")
    assert list(found) == [("Ким", row.code, None) for row in rows]
