"""What a new workbook may not change once a term, or the year, is closed."""

from datetime import date

import pytest

from accounts.models import User
from journal.models import AcademicYear, Course, Enrolment, Membership, Term
from journal.workbook.problems import Refused
from tests import make, workbook_rows
from tests.make import YEAR_BEGINS
from tests.workbook_rows import load, row_of, student

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    return workbook_rows.school()


def test_days_of_a_closed_term_do_not_change(rows):
    load(rows)
    Term.objects.filter(system="quarter", number=1).update(closed_at=make.NOW)
    row_of(rows, "Календарь", kind="четверть", number=1)["last_day"] = date(2026, 10, 22)

    with pytest.raises(Refused, match="Период закрыт: I четверть"):
        load(rows, on=make.TODAY)


def test_a_closed_term_that_stays_as_it_is_changes_nothing(rows):
    load(rows)
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)

    assert load(rows, on=date(2026, 10, 26)).changes_nothing


def test_table_does_not_begin_in_a_closed_term(rows):
    load(rows)
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)

    with pytest.raises(Refused, match=r"таблица действует с 23\.10\.2026, а период закрыт по 23\.10\.2026"):
        load(rows, on=date(2026, 10, 23))


@pytest.mark.parametrize(
    "cell, value, said",
    [
        ("term_system", "полугодие", "делить год иначе нельзя"),
        ("subject", "АНГЛ", "менять предмет нельзя"),
        ("marks_since", "", "менять начало отметок нельзя"),
        ("homework_since", date(2026, 10, 26), "менять начало заданий нельзя"),
    ],
)
def test_what_stands_in_a_closed_term_keeps_its_course(rows, cell, value, said):
    load(rows)
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)
    row_of(rows, "Курсы", code="7А-АЛГ")[cell] = value

    with pytest.raises(Refused, match=rf"уже закрыт по 23\.10\.2026, {said}"):
        load(rows, on=date(2026, 10, 26))


def test_marks_may_begin_after_a_closed_term(rows):
    row_of(rows, "Курсы", code="7А-АЛГ")["marks_since"] = ""
    load(rows)
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)
    row_of(rows, "Курсы", code="7А-АЛГ")["marks_since"] = date(2026, 10, 26)

    load(rows, on=date(2026, 10, 26))

    assert Course.objects.get(code="7А-АЛГ").marks_since == date(2026, 10, 26)


def members(code, surname="Абрамов"):
    rows = Membership.objects.filter(course__code=code, student__surname=surname)
    return list(rows.order_by("since").values_list("since", "until"))


@pytest.mark.parametrize(
    "cells, expected",
    [
        ({"until": date(2026, 9, 15)}, [(YEAR_BEGINS, date(2026, 10, 23))]),
        ({"since": date(2026, 10, 20)}, [(YEAR_BEGINS, None)]),
        ({"since": date(2026, 11, 2)}, [(YEAR_BEGINS, None)]),
    ],
)
def test_lists_of_a_closed_term_stay_as_they_are(rows, cells, expected):
    load(rows)
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)
    row_of(rows, "Ученики", surname="Абрамов").update(cells)

    load(rows, on=date(2026, 10, 26))

    assert members("7А-АЛГ") == expected


def test_who_is_new_comes_after_the_closed_term(rows):
    load(rows)
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)
    rows["Ученики"].append(student("13", "Яшин", "7 А", date(2026, 9, 10)))

    load(rows, on=date(2026, 10, 26))

    assert members("7А-АЛГ", "Яшин") == [(date(2026, 10, 24), None)]
    assert load(rows, on=date(2026, 10, 26)).changes_nothing


def classes_of(surname="Абрамов"):
    rows = Enrolment.objects.filter(student__surname=surname).order_by("since")
    return [(str(row.school_class), row.since, row.until) for row in rows.select_related("school_class")]


LAST, NEXT = date(2026, 10, 23), date(2026, 10, 24)
MOVED = [("7\u00a0«А»", YEAR_BEGINS, LAST), ("7\u00a0«Б»", NEXT, None)]


@pytest.mark.parametrize("is_told_whole", [True, False])
def test_move_to_another_class_within_a_closed_term_is_made_after_it(rows, is_told_whole):
    load(rows)
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)
    rows["Группы"] = [row for row in rows["Группы"] if row["student"] != "1"]
    row = row_of(rows, "Ученики", surname="Абрамов")
    if is_told_whole:
        rows["Ученики"].append(row | {"until": date(2026, 9, 14)})
    row.update({"school_class": "7 Б", "since": date(2026, 9, 15)})

    load(rows, on=date(2026, 10, 26))

    assert classes_of() == MOVED
    assert load(rows, on=date(2026, 10, 26)).changes_nothing


def test_stay_within_a_closed_term_joins_no_course_any_more(rows):
    load(rows)
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)
    # Without its list a group is of the whole class.
    rows["Группы"] = []
    row_of(rows, "Ученики", surname="Абрамов")["until"] = date(2026, 9, 15)

    load(rows, on=date(2026, 10, 26))

    assert members("7А-АНГЛ-2") == []


def test_move_before_the_term_was_closed_stands(rows):
    load(rows)
    rows["Группы"] = [row for row in rows["Группы"] if row["student"] != "1"]
    row_of(rows, "Ученики", surname="Абрамов").update({"school_class": "7 Б", "since": date(2026, 9, 15)})
    load(rows, on=date(2026, 9, 15))
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)

    assert load(rows, on=date(2026, 10, 26)).changes_nothing


@pytest.mark.parametrize("cells", [{"until": date(2026, 9, 15)}, {}])
def test_who_comes_or_leaves_does_so_on_the_day_of_the_order(rows, cells):
    load(rows)
    Term.objects.filter(number=1, system="quarter").update(closed_at=make.NOW)
    row_of(rows, "Ученики", surname="Абрамов").update(cells)
    rows["Ученики"].append(student("13", "Яшин", "7 А", date(2026, 9, 10)))

    load(rows, on=date(2026, 10, 26))

    assert classes_of() == [("7\u00a0«А»", YEAR_BEGINS, cells.get("until"))]
    assert classes_of("Яшин") == [("7\u00a0«А»", date(2026, 9, 10), None)]


def test_closed_year_takes_no_table(rows):
    load(rows)
    AcademicYear.objects.update(closed_at=make.NOW, closed_by=User.objects.first())

    with pytest.raises(Refused, match="Учебный год 2026/27 закрыт"):
        load(rows, on=make.TODAY)
