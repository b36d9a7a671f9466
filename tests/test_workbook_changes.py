"""What changes in the middle of a year: people and courses keep their past, and the new begins with a date."""

from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import HeldRole
from journal.models import (
    CourseTeacher,
    Enrolment,
    Homeroom,
    Membership,
    TimetableSlot,
)
from tests import make, workbook_rows
from tests.workbook_rows import FIRST, counts, faults, load, row_of, slot, stays, student, without

ON = date(2026, 11, 10)
BEFORE = date(2026, 11, 9)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """The small school, brought in before its year began."""
    rows = workbook_rows.school()
    load(rows)
    return rows


def courses(code):
    """Return the courses of a student with their terms."""
    found = Membership.objects.filter(student__code=code).order_by("course__code", "since")
    return list(found.values_list("course__code", "since", "until"))


def test_a_new_teacher_begins_the_day_the_old_one_ends(rows):
    row_of(rows, "Курсы", code="7А-АЛГ")["teacher"] = "У-3"

    report = load(rows, on=ON)

    found = CourseTeacher.objects.filter(course__code="7А-АЛГ").order_by("since")
    assert list(found.values_list("teacher__code", "since", "until")) == [("У-1", FIRST, BEFORE), ("У-3", ON, None)]
    assert counts(report) == {"Учителя курсов": (1, 0, 1)}
    assert load(rows, on=ON).changes_nothing


def test_a_teacher_may_change_on_a_day_the_sheet_names(rows):
    row_of(rows, "Курсы", code="7А-АЛГ")["teacher"] = ""
    rows["Учителя курсов"] = [
        {"course": "7А-АЛГ", "teacher": "У-1", "until": date(2026, 12, 31)},
        {"course": "7А-АЛГ", "teacher": "У-3", "since": date(2027, 1, 11)},
    ]

    load(rows, on=ON)

    found = CourseTeacher.objects.filter(course__code="7А-АЛГ").order_by("since")
    assert list(found.values_list("teacher__code", "since", "until")) == [
        ("У-1", FIRST, date(2026, 12, 31)),
        ("У-3", date(2027, 1, 11), None),
    ]
    assert load(rows, on=ON).changes_nothing


def test_a_homeroom_teacher_changes_from_the_day_of_the_import(rows):
    row_of(rows, "Классы", school_class="7 А")["homeroom"] = "У-1"

    load(rows, on=ON)

    found = Homeroom.objects.filter(school_class__letter="А").order_by("since")
    assert list(found.values_list("teacher__code", "since", "until")) == [("У-2", FIRST, BEFORE), ("У-1", ON, None)]


def test_a_student_changes_class_with_two_rows(rows):
    row_of(rows, "Ученики", code="6").update(until=date(2026, 10, 30), leaving_order="№ 9")
    rows["Ученики"].append(student("6", "Ершов", "7 Б", date(2026, 11, 2)))

    load(rows, on=ON)

    assert stays("6") == [("7 А", FIRST, date(2026, 10, 30)), ("7 Б", date(2026, 11, 2), None)]
    assert courses("6") == [
        ("7-ТРУД", FIRST, date(2026, 10, 30)),
        ("7-ТРУД", date(2026, 11, 2), None),
        ("7А-АЛГ", FIRST, date(2026, 10, 30)),
        ("7А-АНГЛ-2", FIRST, date(2026, 10, 30)),
        ("7А-РОВ", FIRST, date(2026, 10, 30)),
        ("7Б-АЛГ", date(2026, 11, 2), None),
    ]
    assert Membership.objects.get(student__code="6", course__code="7Б-АЛГ").recorded_on == ON
    assert load(rows, on=ON).changes_nothing


def test_a_student_changes_class_today_when_no_day_is_named(rows):
    row_of(rows, "Ученики", code="6")["school_class"] = "7 Б"
    without(rows, "Группы", student="6")

    load(rows, on=ON)

    assert stays("6") == [("7 А", FIRST, BEFORE), ("7 Б", ON, None)]
    assert courses("6") == [
        ("7-ТРУД", FIRST, None),
        ("7А-АЛГ", FIRST, BEFORE),
        ("7А-АНГЛ-2", FIRST, BEFORE),
        ("7А-РОВ", FIRST, BEFORE),
        ("7Б-АЛГ", ON, None),
    ]
    assert load(rows, on=ON).changes_nothing
    assert load(rows, on=make.YEAR_ENDS).changes_nothing


def test_a_student_who_goes_back_begins_a_third_stay(rows):
    row = row_of(rows, "Ученики", code="6")
    for day, name in ((ON, "7 Б"), (date(2026, 11, 20), "7 А")):
        row["school_class"] = name
        rows["Группы"] = [group for group in rows["Группы"] if group["student"] != "6"]
        load(rows, on=day)

    report = load(rows, on=date(2026, 12, 1))

    assert stays("6") == [
        ("7 А", FIRST, BEFORE),
        ("7 Б", ON, date(2026, 11, 19)),
        ("7 А", date(2026, 11, 20), None),
    ]
    assert report.changes_nothing


def test_a_class_corrected_before_the_year_leaves_no_trace(rows):
    row_of(rows, "Ученики", code="6")["school_class"] = "7 Б"
    without(rows, "Группы", student="6")

    load(rows, on=date(2026, 8, 25))

    assert stays("6") == [("7 Б", FIRST, None)]
    assert courses("6") == [("7-ТРУД", FIRST, None), ("7Б-АЛГ", FIRST, None)]


def test_a_student_who_left_ends_with_the_last_day(rows):
    row_of(rows, "Ученики", code="6").update(until=date(2026, 10, 30), leaving_order="№ 9")

    report = load(rows, on=ON)

    assert counts(report) == {"Роли": (0, 0, 1), "Зачисления": (0, 0, 1), "Ученики курсов": (0, 0, 4)}
    assert stays("6") == [("7 А", FIRST, date(2026, 10, 30))]
    assert HeldRole.objects.get(user__code="6").until == date(2026, 10, 30)
    assert load(rows, on=ON).changes_nothing


def test_a_last_day_may_be_corrected_afterwards(rows):
    row = row_of(rows, "Ученики", code="6")
    row["until"] = date(2026, 10, 30)
    load(rows, on=ON)
    row["until"] = date(2026, 10, 28)

    load(rows, on=ON)

    assert stays("6") == [("7 А", FIRST, date(2026, 10, 28))]
    assert {until for _, _, until in courses("6")} == {date(2026, 10, 28)}
    assert HeldRole.objects.get(user__code="6").until == date(2026, 10, 28)


def test_a_first_day_may_be_corrected_afterwards(rows):
    row_of(rows, "Ученики", code="6")["since"] = date(2026, 9, 7)

    report = load(rows, on=ON)

    assert counts(report) == {"Зачисления": (0, 1, 0), "Ученики курсов": (0, 4, 0)}
    assert {since for _, since, _ in courses("6")} == {date(2026, 9, 7)}


def test_a_new_student_recorded_late_owes_from_that_day(rows):
    rows["Ученики"].append(student("13", "Носов", "7 Б", date(2026, 11, 2)))

    load(rows, on=ON)

    assert Enrolment.objects.get(student__code="13").recorded_on == ON
    found = Membership.objects.filter(student__code="13").values_list("since", "recorded_on")
    assert set(found) == {(date(2026, 11, 2), ON)}
    assert HeldRole.objects.get(user__code="13").since == date(2026, 11, 2)


def test_the_first_load_of_a_running_year_is_no_lateness():
    load(workbook_rows.school(), on=ON)

    assert set(Membership.objects.values_list("since", "recorded_on")) == {(FIRST, FIRST)}
    assert set(CourseTeacher.objects.values_list("since", flat=True)) == {FIRST}


def test_a_student_changes_group_today(rows):
    row_of(rows, "Группы", student="3")["course"] = "7А-АНГЛ-2"

    load(rows, on=ON)

    assert [stay for stay in courses("3") if "АНГЛ" in stay[0]] == [
        ("7А-АНГЛ-1", FIRST, BEFORE),
        ("7А-АНГЛ-2", ON, None),
    ]
    assert load(rows, on=ON).changes_nothing


def test_a_student_changes_group_on_a_day_the_sheet_names(rows):
    row_of(rows, "Группы", student="3")["until"] = date(2026, 12, 31)
    rows["Группы"].append({"course": "7А-АНГЛ-2", "student": "3", "since": date(2027, 1, 11)})
    rows["Группы"].append({"course": "7А-АНГЛ-2", "student": "2", "since": date(2027, 6, 1)})
    rows["Группы"].pop()

    load(rows, on=ON)

    assert [stay for stay in courses("3") if "АНГЛ" in stay[0]] == [
        ("7А-АНГЛ-1", FIRST, date(2026, 12, 31)),
        ("7А-АНГЛ-2", date(2027, 1, 11), None),
    ]


def test_a_group_never_outlasts_its_class(rows):
    row_of(rows, "Ученики", code="3")["until"] = date(2026, 10, 30)
    row_of(rows, "Группы", student="3")["until"] = date(2026, 12, 31)
    rows["Группы"].append({"course": "7А-АНГЛ-2", "student": "3", "since": date(2027, 1, 11)})

    load(rows, on=ON)

    assert [stay for stay in courses("3") if "АНГЛ" in stay[0]] == [("7А-АНГЛ-1", FIRST, date(2026, 10, 30))]


def test_a_lesson_moves_in_the_timetable(rows):
    row_of(rows, "Расписание", course="7-ТРУД").update(weekday="среда")

    load(rows, on=ON)

    found = TimetableSlot.objects.filter(course__code="7-ТРУД").order_by("since")
    assert list(found.values_list("weekday", "since", "until")) == [(1, FIRST, BEFORE), (3, ON, None)]


def test_a_timetable_may_change_on_a_day_the_sheet_names(rows):
    row_of(rows, "Расписание", course="7-ТРУД")["until"] = date(2026, 12, 31)
    rows["Расписание"].append(slot("7-ТРУД", "ср", 2, since=date(2027, 1, 11)))
    rows["Расписание"].append(slot("7-ТРУД", "чт", 2, since=date(2026, 6, 1)))

    load(rows, on=ON)

    found = TimetableSlot.objects.filter(course__code="7-ТРУД").order_by("since", "weekday")
    assert list(found.values_list("weekday", "since", "until")) == [
        (1, FIRST, date(2026, 12, 31)),
        (4, FIRST, None),
        (3, date(2027, 1, 11), None),
    ]


def test_roles_change_with_dates(rows):
    row_of(rows, "Сотрудники", code="У-3")["roles"] = "директор; учитель"
    row_of(rows, "Сотрудники", code="А-1").update(roles="администратор", since=date(2026, 8, 20), order="№ 7")

    load(rows, on=ON)

    found = HeldRole.objects.filter(user__code__in=["У-3", "А-1"]).order_by("user__code", "role", "since")
    assert list(found.values_list("user__code", "role", "since", "until", "order")) == [
        ("А-1", Role.ADMINISTRATOR, date(2026, 8, 20), None, "№ 7"),
        ("А-1", Role.DIRECTOR, FIRST, BEFORE, ""),
        ("У-3", Role.DEPUTY, FIRST, BEFORE, ""),
        ("У-3", Role.DIRECTOR, ON, None, ""),
        ("У-3", Role.TEACHER, FIRST, None, ""),
    ]


def test_a_row_that_clashes_with_the_recorded_past_is_named(rows):
    row = row_of(rows, "Ученики", code="8")
    row["until"] = date(2026, 10, 30)
    load(rows, on=ON)
    row.update(school_class="7 А", since=date(2026, 10, 1), until=date(2026, 10, 20))

    what = "срок пересекается с тем, что уже записано: 01.09.2026 — 30.10.2026"
    assert faults(rows, on=ON) == [("Ученики", 9, "Зачислен с", what)]
