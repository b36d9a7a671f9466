"""On which day an end was entered: an end entered late takes no duty away."""

from datetime import date

import pytest

from journal.models import Membership
from tests import workbook_rows
from tests.workbook_rows import faults, load, row_of, student, without

ON = date(2026, 11, 10)
BEFORE = date(2026, 11, 9)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """The small school, brought in before its year began."""
    rows = workbook_rows.school()
    load(rows)
    return rows


def ends():
    """Return on which days the memberships end, and on which days that was entered."""
    return set(Membership.objects.values_list("until", "until_recorded_on").exclude(until=None))


def test_a_last_day_is_entered_on_the_day_of_the_import(rows):
    row = row_of(rows, "Ученики", code="6")
    row["until"] = date(2026, 10, 30)
    load(rows, on=ON)
    load(rows, on=date(2026, 11, 11))
    once = ends()
    row["until"] = date(2026, 10, 28)

    load(rows, on=date(2026, 11, 12))

    assert once == {(date(2026, 10, 30), ON)}
    assert ends() == {(date(2026, 10, 28), date(2026, 11, 12))}


def test_an_end_without_a_day_is_entered_on_the_day_of_the_import(rows):
    rows["Ученики"].remove(row_of(rows, "Ученики", code="6"))
    without(rows, "Группы", student="6")

    load(rows, on=ON)

    assert ends() == {(BEFORE, ON)}


def test_a_last_day_taken_back_was_never_entered(rows):
    row = row_of(rows, "Ученики", code="6")
    row["until"] = date(2026, 12, 30)
    load(rows, on=ON)
    row["until"] = None

    load(rows, on=ON)

    assert set(Membership.objects.values_list("until", "until_recorded_on")) == {(None, None)}


def test_a_stay_that_comes_with_its_end_was_entered_that_day(rows):
    rows["Ученики"].append(student("13", "Носов", "7 Б", date(2026, 11, 2), until=date(2026, 11, 6)))

    load(rows, on=ON)

    assert ends() == {(date(2026, 11, 6), ON)}


def test_the_ends_of_a_first_load_were_known_in_time():
    rows = workbook_rows.school()
    row_of(rows, "Ученики", code="6")["until"] = date(2026, 10, 30)

    load(rows, on=ON)

    assert ends() == {(date(2026, 10, 30), date(2026, 10, 30))}


def test_a_term_that_passed_unknown_and_has_no_first_day_is_named(rows):
    rows["Сотрудники"].append(row_of(rows, "Сотрудники", code="У-1") | {"code": "У-9", "until": date(2026, 9, 20)})
    rows["Родители"][0] |= {"children": "2", "until": date(2026, 9, 20)}

    what = "нет первого дня, а последний уже прошёл"
    assert faults(rows, on=ON) == [("Сотрудники", 6, "С", what), ("Родители", 2, "С", what)]
