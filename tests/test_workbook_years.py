"""What else changes: days, bells, subjects, courses, and the whole school when its next year comes."""

from datetime import date, time

import pytest

from accounts.models import User
from journal.models import (
    AcademicYear,
    BellSlot,
    Course,
    CourseTeacher,
    DayOff,
    Homeroom,
    Membership,
    RemotePeriod,
    SchoolClass,
    Subject,
    Term,
)
from journal.workbook.problems import Refused
from tests import make, workbook_rows
from tests.workbook_rows import FIRST, counts, load, next_year, row_of, slot, stays

ON = date(2026, 11, 10)
BEFORE = date(2026, 11, 9)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """The small school, brought in before its year began."""
    rows = workbook_rows.school()
    load(rows)
    return rows


def test_an_empty_cell_keeps_the_address_and_the_day_of_birth(rows):
    User.objects.filter(code="У-2").update(email="v@school.example", born_on=date(1980, 1, 1))

    report = load(rows, on=ON)

    assert report.changes_nothing


def test_a_code_in_other_letters_is_the_same_person(rows):
    for sheet, key in (("Сотрудники", "code"), ("Курсы", "teacher"), ("Классы", "homeroom"), ("Родители", "code")):
        for row in rows[sheet]:
            row[key] = row[key].replace("У-", "y-").replace("Р-", "P-")

    assert load(rows, on=ON).changes_nothing


def test_bells_and_days_off_change(rows):
    row_of(rows, "Звонки", number=8)["ends"] = time(15, 45)
    row_of(rows, "Выходные")["last_day"] = date(2026, 11, 3)
    row_of(rows, "Дистанционно").update(first_day=date(2027, 1, 19), whom="7")
    holiday = {"title": "Праздник", "kind": "праздник", "whom": "1-7"}
    rows["Выходные"].append(holiday | dict.fromkeys(("first_day", "last_day"), date(2026, 11, 4)))

    report = load(rows, on=date(2026, 10, 30))

    assert counts(report) == {"Звонки": (0, 1, 0), "Выходные": (1, 1, 0), "Дистанционно": (1, 0, 1)}
    assert BellSlot.objects.get(number=8).ends == time(15, 45)
    assert list(DayOff.objects.in_order().values_list("last_day", "grade_from", "grade_to")) == [
        (date(2026, 11, 3), None, None),
        (date(2026, 11, 4), 1, 7),
    ]
    remote = RemotePeriod.objects.get()
    assert (remote.first_day, remote.grade_to, remote.school_class) == (date(2027, 1, 19), 7, None)


def test_days_off_that_are_missing_end_the_day_before(rows):
    rows["Выходные"] = []

    load(rows, on=date(2026, 10, 28))

    assert DayOff.objects.get().last_day == date(2026, 10, 27)
    assert load(rows, on=ON).changes_nothing


def test_remote_days_recorded_in_the_diary_stay(rows):
    said = {"order": "Приказ № 9", "recorded_by": make.person(), "recorded_at": make.NOW}
    days = {"first_day": date(2026, 11, 16), "last_day": date(2026, 11, 20)}
    RemotePeriod.objects.create(year=AcademicYear.objects.get(), **days, **said)

    assert load(rows, on=ON).changes_nothing

    row_of(rows, "Дистанционно").update(days, order="Приказ № 9", whom="")
    load(rows, on=ON)
    assert list(RemotePeriod.objects.filter(order="Приказ № 9").values_list("last_day", "recorded_at")) == [
        (date(2026, 11, 20), make.NOW)
    ]


def test_days_off_that_move_are_the_same_days(rows):
    row_of(rows, "Выходные").update(first_day=date(2026, 10, 26), last_day=date(2026, 11, 2))

    report = load(rows, on=FIRST)

    assert counts(report) == {"Выходные": (0, 1, 0)}


def test_a_course_may_change_its_classes_subject_and_days(rows):
    Course.objects.filter(code="7Б-АЛГ").update(marks_until=date(2026, 12, 1), homework_until=date(2026, 12, 1))
    row_of(rows, "Курсы", code="7-ТРУД")["classes"] = "7 Б"
    row_of(rows, "Курсы", code="7Б-АЛГ").update(marks_since=date(2027, 1, 11), homework_since="", subject="ТРУД")

    report = load(rows, on=ON, allow_mass_ending=True)

    course = Course.objects.get(code="7Б-АЛГ")
    assert (course.marks_since, course.marks_until) == (date(2027, 1, 11), None)
    assert (course.homework_since, course.homework_until, course.subject.code) == (None, None, "ТРУД")
    assert counts(report) == {"Курсы": (0, 1, 0), "Классы курсов": (0, 0, 1), "Ученики курсов": (0, 0, 6)}


def test_subjects_name_their_line_of_the_certificate(rows):
    rows["Предметы"].append({"code": "ГЕОМ", "name": "Геометрия", "certificate": "МАТ"})
    rows["Предметы"].append({"code": "МАТ", "name": "Математика", "short_name": "Матем."})
    row_of(rows, "Предметы", code="АЛГ")["certificate"] = "ТРУД"

    load(rows, on=ON)

    found = Subject.objects.exclude(certificate_subject=None)
    assert set(found.values_list("code", "certificate_subject__code")) == {("ГЕОМ", "МАТ"), ("АЛГ", "ТРУД")}
    assert load(rows, on=ON).changes_nothing


def test_the_next_year_begins_where_the_last_one_ends(rows):
    next_year(rows)

    report = load(rows, on=date(2027, 8, 20))

    begins, ends = date(2027, 9, 1), make.YEAR_ENDS
    assert "Люди" not in counts(report)
    assert stays("1") == [("7 А", FIRST, date(2027, 8, 31)), ("8 А", begins, None)]
    old = Membership.objects.filter(course__year__name="2026/27")
    assert set(old.values_list("until", flat=True)) == {ends}
    assert set(CourseTeacher.objects.filter(until=None).values_list("since", flat=True)) == {begins}
    assert set(Homeroom.objects.filter(until=None).values_list("since", flat=True)) == {begins}
    assert load(rows, on=date(2027, 8, 21)).changes_nothing


def test_the_next_year_keeps_all_that_the_last_one_had(rows):
    next_year(rows)

    load(rows, on=date(2027, 8, 20))

    assert list(AcademicYear.objects.order_by("name").values_list("name", flat=True)) == ["2026/27", "2027/28"]
    assert (SchoolClass.objects.count(), Course.objects.count(), Term.objects.count()) == (4, 12, 12)
    assert User.objects.count() == 19


def test_an_unknown_course_in_the_timetable_is_refused(rows):
    rows["Расписание"].append(slot("8А-АЛГ", "пн", 1))

    with pytest.raises(Refused, match="нет такого: 8А-АЛГ"):
        load(rows, on=ON)
