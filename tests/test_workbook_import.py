"""The promises of the import: all or nothing, the same file twice, only what changed, ended and never deleted."""

from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import Guardianship, HeldRole, User
from journal.enums import Retake
from journal.models import Course, Enrolment, Homeroom, Lesson, Membership, School, Subject, TimetableSlot, the_school
from journal.workbook.problems import Refused
from tests import make, workbook_rows
from tests.workbook_rows import counts, load, row_of, without

ON = date(2026, 10, 12)
BEFORE = date(2026, 10, 11)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    return workbook_rows.school()


@pytest.fixture
def loaded(rows):
    """The small school, brought in before its year began."""
    load(rows)
    return rows


def roles_of(code):
    return set(HeldRole.objects.filter(user__code=code).values_list("role", "since", "until"))


def members(course, **terms):
    found = Membership.objects.filter(course__code=course, **terms)
    return sorted(found.values_list("student__code", flat=True), key=int)


def test_import_brings_the_whole_school_in(rows):
    report = load(rows)

    assert counts(report) == {
        "Школа": (1, 0, 0),
        "Учебный год": (1, 0, 0),
        "Учебные периоды": (6, 0, 0),
        "Предметы": (4, 0, 0),
        "Люди": (19, 0, 0),
        "Классы": (2, 0, 0),
        "Курсы": (6, 0, 0),
        "Классы курсов": (7, 0, 0),
        "Звонки": (8, 0, 0),
        "Выходные": (1, 0, 0),
        "Дистанционно": (1, 0, 0),
        "Роли": (22, 0, 0),
        "Классное руководство": (2, 0, 0),
        "Зачисления": (12, 0, 0),
        "Представители": (5, 0, 0),
        "Учителя курсов": (6, 0, 0),
        "Ученики курсов": (36, 0, 0),
        "Расписание": (6, 0, 0),
    }


def test_import_gives_people_names_roles_and_no_login(loaded):
    person = User.objects.get(code="У-2")

    assert (person.full_name, person.login, person.has_usable_password()) == ("Крылова Вера Павловна", None, False)
    assert roles_of("У-2") == {(Role.TEACHER, workbook_rows.FIRST, None), (Role.PARENT, workbook_rows.FIRST, None)}
    assert User.objects.named_like("дём").get().code == "5"


def test_courses_have_the_students_of_their_classes_or_of_their_groups(loaded):
    assert members("7-ТРУД") == [str(number) for number in range(1, 13)]
    assert members("7А-АЛГ") == ["1", "2", "3", "4", "5", "6"]
    assert members("7А-АНГЛ-2") == ["4", "5", "6"]


def test_courses_keep_what_the_sheet_says(loaded):
    course = Course.objects.get(code="7-ТРУД")

    assert (course.grade, course.term_system, course.kind) == (7, "half", "lesson")
    assert (course.marks_since, course.homework_since) == (workbook_rows.FIRST, None)
    assert {found.code for found in course.classes.all()} == {"7 А", "7 Б"}


def test_the_same_file_twice_changes_nothing(loaded, django_assert_max_num_queries):
    with django_assert_max_num_queries(34) as queries:
        report = load(loaded, on=ON)

    assert report.changes_nothing
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_a_dry_run_shows_the_same_and_writes_nothing(rows):
    report = load(rows, dry_run=True)

    assert counts(report)["Ученики курсов"] == (36, 0, 0)
    assert not User.objects.exists()
    assert not School.objects.exists()


def lessons_of(report):
    line = next(line for line in report.lines if line.title == "Уроки")
    return line.new, line.changed, line.ended


def test_lessons_of_the_year_are_drawn_up_with_the_import(rows):
    new, changed, ended = lessons_of(load(rows))

    assert (changed, ended) == (0, 0)
    assert new == Lesson.objects.count() > 0


def test_lessons_follow_a_new_timetable_from_the_day_on(loaded):
    row_of(loaded, "Расписание", course="7А-АЛГ")["room"] = "41"

    new, changed, ended = lessons_of(load(loaded, on=ON))

    assert (new, ended) == (0, 0)
    assert changed == Lesson.objects.filter(room="41").count() > 0
    assert not Lesson.objects.filter(room="41", date__lt=ON).exists()


def test_a_changed_file_changes_just_what_changed(loaded):
    row_of(loaded, "Ученики", code="5")["surname"] = "Демидов"
    row_of(loaded, "Предметы", code="АЛГ")["name"] = "Алгебра и начала анализа"
    row_of(loaded, "Школа")["telephone"] = "(846) 111-11-11"
    row_of(loaded, "Расписание", course="7-ТРУД")["room"] = "мастерская"

    report = load(loaded, on=ON)

    assert counts(report) == {
        "Школа": (0, 1, 0),
        "Предметы": (0, 1, 0),
        "Люди": (0, 1, 0),
        "Расписание": (0, 1, 0),
    }
    assert User.objects.named_like("демид").get().sort_key == "демидов\tпетр\tильич"
    assert Subject.objects.get(code="АЛГ").name == "Алгебра и начала анализа"
    assert TimetableSlot.objects.get(course__code="7-ТРУД").room == "мастерская"


@pytest.mark.parametrize(
    "cell, rule", [("", Retake.LAST), ("отметка за пересдачу", Retake.LAST), ("Обе отметки", Retake.BOTH)]
)
def test_the_school_says_which_mark_of_a_retake_counts(loaded, cell, rule):
    row_of(loaded, "Школа")["retakes"] = cell

    load(loaded, on=ON)

    assert School.objects.get().retakes == rule


def test_who_is_missing_is_ended_and_never_deleted(loaded):
    without(loaded, "Ученики", code="12")
    row_of(loaded, "Родители", code="У-2")["children"] = "11"

    report = load(loaded, on=ON)

    assert counts(report) == {
        "Люди": (0, 0, 1),
        "Роли": (0, 0, 1),
        "Зачисления": (0, 0, 1),
        "Представители": (1, 0, 1),
        "Ученики курсов": (0, 0, 2),
    }
    assert User.objects.filter(code="12").exists()
    assert roles_of("12") == {(Role.STUDENT, workbook_rows.FIRST, BEFORE)}
    assert Enrolment.objects.get(student__code="12").until == BEFORE
    assert Guardianship.objects.get(child__code="12").until == BEFORE
    assert set(Membership.objects.filter(student__code="12").values_list("until", flat=True)) == {BEFORE}


def test_who_is_missing_stays_ended_when_the_file_comes_again(loaded):
    without(loaded, "Ученики", code="11")
    load(loaded, on=ON)

    report = load(loaded, on=make.TODAY + make.days(30))

    assert report.changes_nothing


def test_who_comes_back_begins_anew_and_the_gap_stays(loaded):
    gone = row_of(loaded, "Ученики", code="11")
    loaded["Ученики"].remove(gone)
    load(loaded, on=ON)
    loaded["Ученики"].append(gone)

    load(loaded, on=date(2026, 10, 20))
    report = load(loaded, on=date(2026, 10, 21))

    stays = Enrolment.objects.filter(student__code="11").order_by("since")
    assert list(stays.values_list("since", "until", "recorded_on")) == [
        (workbook_rows.FIRST, BEFORE, workbook_rows.FIRST),
        (ON, None, date(2026, 10, 20)),
    ]
    assert report.changes_nothing


def test_more_than_a_tenth_missing_is_refused_without_the_flag(loaded):
    for code in ("10", "11"):
        without(loaded, "Ученики", code=code)

    with pytest.raises(Refused, match=r"Люди: в таблице нет 2 из 19.*--allow-mass-ending"):
        load(loaded, on=ON)

    assert not HeldRole.objects.exclude(until=None).exists()
    assert counts(load(loaded, on=ON, allow_mass_ending=True))["Люди"] == (0, 0, 2)


def test_an_emptied_sheet_is_refused_without_the_flag(loaded):
    loaded["Группы"] = []
    for course in ("7А-АЛГ", "7Б-АЛГ", "7-ТРУД"):
        without(loaded, "Курсы", code=course)
        without(loaded, "Расписание", course=course)

    with pytest.raises(Refused, match="Ученики курсов: в таблице нет 24 из 36"):
        load(loaded, on=ON)


def test_a_missing_course_ends_with_all_that_belongs_to_it(loaded):
    without(loaded, "Курсы", code="7А-РОВ")
    without(loaded, "Расписание", course="7А-РОВ")

    report = load(loaded, on=ON)

    assert counts(report) == {
        "Курсы": (0, 0, 1),
        "Учителя курсов": (0, 0, 1),
        "Ученики курсов": (0, 0, 6),
        "Расписание": (0, 0, 1),
    }
    assert Course.objects.get(code="7А-РОВ").ended_on == BEFORE
    assert TimetableSlot.objects.get(course__code="7А-РОВ").until == BEFORE
    assert load(loaded, on=ON).changes_nothing


def test_a_course_that_returns_is_open_again(loaded):
    course = row_of(loaded, "Курсы", code="7А-РОВ")
    loaded["Курсы"].remove(course)
    without(loaded, "Расписание", course="7А-РОВ")
    load(loaded, on=ON)
    loaded["Курсы"].append(course)

    load(loaded, on=ON)

    assert Course.objects.get(code="7А-РОВ").ended_on is None
    assert members("7А-РОВ", until=None) == ["1", "2", "3", "4", "5", "6"]
    assert Membership.objects.filter(course__code="7А-РОВ", until=None, since=ON, recorded_on=ON).count() == 6


def test_what_never_began_is_taken_away(loaded):
    row_of(loaded, "Классы", school_class="7 А")["homeroom"] = "У-1"
    row_of(loaded, "Группы", student="3")["course"] = "7А-АНГЛ-2"

    report = load(loaded)

    assert counts(report) == {"Классное руководство": (1, 0, 1), "Ученики курсов": (1, 0, 1)}
    assert [found.teacher.code for found in Homeroom.objects.filter(school_class__letter="А")] == ["У-1"]
    assert members("7А-АНГЛ-1") == ["1", "2"]


def test_what_began_after_a_past_day_ends_and_is_never_deleted(loaded):
    without(loaded, "Ученики", code="12")
    without(loaded, "Родители", code="У-2")
    row_of(loaded, "Классы", school_class="7 А")["homeroom"] = "У-1"
    row_of(loaded, "Группы", student="3")["course"] = "7А-АНГЛ-2"

    load(loaded, at=make.NOW)

    assert roles_of("12") == {(Role.STUDENT, workbook_rows.FIRST, BEFORE)}
    assert Enrolment.objects.get(student__code="12").until == BEFORE
    assert set(Membership.objects.filter(student__code="12").values_list("until", flat=True)) == {BEFORE}
    assert Guardianship.objects.get(child__code="12").until == BEFORE
    homerooms = Homeroom.objects.filter(school_class__letter="А").order_by("since")
    assert list(homerooms.values_list("teacher__code", "until")) == [("У-2", BEFORE), ("У-1", None)]
    assert (members("7А-АНГЛ-1", until=BEFORE), members("7А-АНГЛ-2", since=ON)) == (["3"], ["3"])


def test_import_forgets_what_was_kept(loaded):
    known = the_school().telephone
    row_of(loaded, "Школа")["telephone"] = "(846) 111-11-11"

    load(loaded, on=ON)

    assert (known, the_school().telephone) == ("(846) 000-00-00", "(846) 111-11-11")
