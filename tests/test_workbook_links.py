"""Links between parents and children that were ended in the diary: the workbook does not open them again."""

from datetime import date

import pytest

from accounts.models import Guardianship
from tests import workbook_rows
from tests.workbook_rows import faults, load, row_of

ON = date(2026, 10, 12)
ENDED = date(2026, 10, 5)
FAULT = ("Родители", 2, "Дети", "связь с учеником 1 закончена в дневнике 05.10.2026")

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """The small school, brought in, whose first link was then ended in the diary."""
    rows = workbook_rows.school()
    load(rows)
    own_links().update(until=ENDED, end_reason="решение суда")
    return rows


def own_links():
    return Guardianship.objects.filter(guardian__code="Р-1")


def terms():
    return list(own_links().order_by("since").values_list("since", "until"))


def link_again(since=date(2026, 10, 8), until=None):
    first = own_links().get()
    Guardianship.objects.create(guardian=first.guardian, child=first.child, since=since, until=until)


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"since": workbook_rows.FIRST},
        {"since": date(2026, 10, 6)},
        {"until": date(2026, 10, 6)},
    ],
)
def test_a_link_ended_in_the_diary_is_refused(rows, cells):
    row_of(rows, "Родители", code="Р-1").update(cells)

    assert faults(rows, on=ON) == [FAULT]
    assert terms() == [(workbook_rows.FIRST, ENDED)]


def test_a_link_that_ends_later_is_refused_from_the_day_on_which_that_was_said(rows):
    own_links().update(until=date(2026, 12, 31))

    assert [fault[3] for fault in faults(rows, on=ON)] == ["связь с учеником 1 закончена в дневнике 31.12.2026"]


def test_the_other_children_of_a_cell_are_not_blamed(rows):
    row_of(rows, "Родители", code="Р-1")["children"] = "1; 2"

    assert faults(rows, on=ON) == [FAULT]


@pytest.mark.parametrize("until", [ENDED, date(2026, 9, 30)])
def test_a_workbook_that_has_the_end_too_changes_nothing(rows, until):
    row_of(rows, "Родители", code="Р-1")["until"] = until

    load(rows, on=ON)

    assert terms() == [(workbook_rows.FIRST, ENDED)]


def test_a_workbook_without_the_link_changes_nothing(rows):
    row_of(rows, "Родители", code="Р-1")["children"] = "2"

    load(rows, on=ON)

    assert terms()[0] == (workbook_rows.FIRST, ENDED)
    assert own_links().filter(child__code="2").count() == 1


@pytest.mark.parametrize("cells", [{}, {"since": workbook_rows.FIRST}, {"since": date(2026, 10, 8)}])
def test_a_link_written_in_the_diary_again_goes_on(rows, cells):
    link_again()
    row_of(rows, "Родители", code="Р-1").update(cells)

    load(rows, on=ON)

    assert terms() == [(workbook_rows.FIRST, ENDED), (date(2026, 10, 8), None)]


def test_a_link_written_again_ends_by_the_workbook(rows):
    link_again()
    row_of(rows, "Родители", code="Р-1")["until"] = date(2026, 12, 31)

    load(rows, on=ON)

    assert terms() == [(workbook_rows.FIRST, ENDED), (date(2026, 10, 8), date(2026, 12, 31))]


def test_a_past_row_beside_a_link_written_again_stands(rows):
    link_again()
    row_of(rows, "Родители", code="Р-1").update(until=ENDED)

    load(rows, on=ON)

    assert terms() == [(workbook_rows.FIRST, ENDED), (date(2026, 10, 8), date(2026, 10, 11))]
