"""Roles that were given or ended in the diary: the workbook leaves them as they are."""

from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import HeldRole
from tests import workbook_rows
from tests.workbook_rows import faults, load, row_of

ON = date(2026, 10, 12)
ENDED = date(2026, 10, 5)
FIRST_DAY_HERE = date(2026, 10, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """The small school, brought in, whose first parent was then taken the role in the diary."""
    rows = workbook_rows.school()
    load(rows)
    own_roles().update(until=ENDED, end_reason="заявление")
    return rows


def own_roles():
    return HeldRole.objects.filter(user__code="Р-1", role=Role.PARENT)


def terms():
    return list(own_roles().order_by("since").values_list("since", "until"))


def rows_without_end(rows):
    row_of(rows, "Родители", code="Р-1")["until"] = ENDED
    return rows


def test_role_ended_in_the_diary_is_refused(rows):
    assert faults(rows, on=ON) == [("Родители", 2, "Код", "роль «родитель» закончена в дневнике 05.10.2026")]
    assert terms() == [(workbook_rows.FIRST, ENDED)]


def test_role_ended_by_a_workbook_may_be_given_by_the_next(rows):
    own_roles().update(end_reason="")

    load(rows, on=ON)

    assert terms() == [(workbook_rows.FIRST, ENDED), (ON, None)]


def test_workbook_that_has_the_end_too_changes_nothing(rows):
    row_of(rows, "Родители", code="Р-1")["until"] = ENDED

    load(rows, on=ON)

    assert terms() == [(workbook_rows.FIRST, ENDED)]


def test_role_given_in_the_diary_again_goes_on(rows):
    HeldRole.objects.create(user=own_roles().get().user, role=Role.PARENT, since=date(2026, 10, 8))

    load(rows, on=ON)

    assert terms() == [(workbook_rows.FIRST, ENDED), (date(2026, 10, 8), None)]


def test_role_given_in_the_diary_outlives_a_workbook_without_it(rows):
    deputy = HeldRole.objects.create(
        user=HeldRole.objects.get(user__code="У-1").user, role=Role.DEPUTY, since=FIRST_DAY_HERE, given_here=True
    )

    load(rows_without_end(rows), on=ON)

    deputy.refresh_from_db()
    assert deputy.until is None


@pytest.mark.parametrize("cells", [{}, {"until": ENDED}])
def test_role_given_in_the_diary_is_not_moved_by_a_workbook_that_has_it(rows, cells):
    own_roles().update(end_reason="", until=None, given_here=True)
    row_of(rows, "Родители", code="Р-1").update(cells)

    load(rows, on=ON)

    assert terms() == [(workbook_rows.FIRST, None)]


def test_role_given_in_the_diary_for_a_time_is_the_workbook_s_afterwards(rows):
    own_roles().update(end_reason="", given_here=True)

    load(rows, on=ON)

    assert terms() == [(workbook_rows.FIRST, ENDED), (ON, None)]
