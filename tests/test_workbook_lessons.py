"""Lessons are drawn up anew when a workbook changes what they are drawn from, and stand when it does not."""

from datetime import date, time

import pytest

from tests import workbook_rows
from tests.workbook_rows import load, row_of, student, without

ON = date(2026, 10, 12)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    rows = workbook_rows.school()
    load(rows)
    return rows


def lessons(rows):
    """Return how many lessons are new, corrected, unchanged, taken away."""
    line = load(rows, on=ON, allow_mass_ending=True).lines[-1]
    return line.new, line.changed, line.unchanged, line.ended


def test_lessons_stand_where_only_people_change(rows):
    before = lessons(rows)
    rows["Ученики"].append(student("13", "Носов", "7 Б", ON))
    without(rows, "Родители", code="Р-1")

    assert lessons(rows) == before
    assert (before[:2], before[2] > 100, before[3]) == ((0, 0), True, 0)


@pytest.mark.parametrize(
    "sheet, known, cells",
    [
        ("Расписание", {"course": "7А-АЛГ"}, {"room": "999"}),
        ("Курсы", {"code": "7А-АЛГ"}, {"teacher": "У-2"}),
        ("Курсы", {"code": "7-ТРУД"}, {"classes": "7 А"}),
        ("Звонки", {"number": 1}, {"begins": time(8, 5)}),
        ("Выходные", {"kind": "каникулы"}, {"last_day": date(2026, 11, 2)}),
        ("Дистанционно", {"whom": "7 А"}, {"last_day": date(2027, 1, 25)}),
        ("Календарь", {"kind": "год"}, {"last_day": date(2027, 6, 30)}),
    ],
)
def test_lessons_are_drawn_up_where_what_they_are_drawn_from_changes(rows, sheet, known, cells):
    row_of(rows, sheet, **known).update(cells)

    new, corrected, _, ended = lessons(rows)

    assert new + corrected + ended > 0
    assert lessons(rows)[:2] == (0, 0)


def test_lessons_of_a_course_that_is_missing_end(rows):
    without(rows, "Курсы", code="7А-РОВ")
    without(rows, "Расписание", course="7А-РОВ")

    assert lessons(rows)[3] > 0
