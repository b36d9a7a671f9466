"""An invented school of any size: its people, its courses, and a week in which nobody is in two places."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from demo.invention.courses import blocks_of, classes_for
from demo.invention.curriculum import ACTIVITIES, GRADES, POSITIONS, WEEKLY, trade_of
from demo.invention.names import MEN, SURNAMES, Name, Sex, child, grown_up, patronymic_of
from demo.invention.plans import plan_of
from demo.invention.rows import rows_of
from demo.invention.school import invent
from demo.invention.staff import staff_for
from demo.invention.timetable import day_lengths
from journal.workbook.sheets import SHEETS

TODAY = date(2026, 10, 12)
SIZES = (30, 110, 300, 640)


@pytest.fixture(scope="module", params=SIZES)
def school(request):
    return invent(request.param, on=TODAY)


@pytest.fixture(scope="module")
def usual():
    return invent(300, on=TODAY)


def doubled(things):
    return [thing for thing, number in Counter(things).items() if number > 1]


@pytest.mark.parametrize(
    "father, son, daughter",
    [
        ("Александр", "Александрович", "Александровна"),
        ("Дмитрий", "Дмитриевич", "Дмитриевна"),
        ("Юрий", "Юрьевич", "Юрьевна"),
        ("Николай", "Николаевич", "Николаевна"),
        ("Игорь", "Игоревич", "Игоревна"),
        ("Илья", "Ильич", "Ильинична"),
        ("Павел", "Павлович", "Павловна"),
    ],
)
def test_patronymic_follows_from_the_father(father, son, daughter):
    assert (patronymic_of(Sex.MALE, father), patronymic_of(Sex.FEMALE, father)) == (son, daughter)


def test_names_agree_in_gender():
    assert Name("Орлов", "Анна", "Ильинична", Sex.FEMALE).surname == "Орлова"
    assert Name("Орлов", "Пётр", "Ильич", Sex.MALE).surname == "Орлов"
    assert grown_up(Random(1), Sex.FEMALE, "Чижов").surname == "Чижова"
    assert child(Random(1), "Чижов", "Илья").patronymic in ("Ильич", "Ильинична")
    assert all(patronymic_of(Sex.FEMALE, father).endswith("на") for father in MEN)
    assert doubled(SURNAMES) == []


def test_school_has_as_many_students_as_asked(school):
    size = len(school.people.students)

    assert size == sum(school_class.size for school_class in school.classes)
    assert size in SIZES
    assert {school_class.grade for school_class in school.classes} == set(GRADES)


def test_classes_are_of_about_twenty_five():
    sizes = [school_class.size for school_class in classes_for(1000)]

    assert (len(sizes), sum(sizes)) == (40, 1000)
    assert 18 <= min(sizes) <= max(sizes) <= 30


def test_nobody_is_in_two_places(school):
    at = [(school.teacher_of(course).code, place) for course, place in school.lessons]
    rooms = [(school.teacher_of(course).room, place) for course, place in school.lessons]

    assert doubled(at) == []
    assert doubled(rooms) == []


def test_no_student_has_two_lessons_at_once(school):
    held = Counter(school.lessons)
    for student in school.people.students:
        stay = student.stays[-1]
        own = [place for course, place in school.lessons if student.attends(course, stay)]

        assert doubled(own) == []
    assert doubled(held) == []


def test_every_course_has_its_hours(school):
    held = Counter(course for course, _ in school.lessons)

    assert held == Counter({course: course.hours for course in school.courses})


def test_no_class_waits_between_lessons(usual):
    for school_class in usual.classes:
        own = [(course, place) for course, place in usual.lessons if school_class.code in course.seats]
        places = {place for course, place in own if not course.is_activity}
        days = enumerate(day_lengths(school_class))

        assert places == {(day, number) for day, length in days for number in range(1, length + 1)}


def test_groups_of_a_large_class_meet_at_once_with_two_teachers():
    classes = classes_for(300)
    blocks = list(blocks_of(classes))
    staff = staff_for(blocks, classes, Random(1))

    for block, _ in blocks:
        assert doubled(staff.teaching[course].code for course in block) == []


def test_teachers_have_a_bearable_load(usual):
    loads = [usual.staff.load(teacher) for teacher in usual.staff.teachers]

    assert max(loads) <= 26
    assert sum(loads) / len(loads) > 12


def test_every_class_has_a_homeroom_teacher_of_its_own(school):
    assert set(school.staff.homeroom) == set(school.classes)
    assert doubled(teacher.code for teacher in school.staff.homeroom.values()) == []


def test_every_subject_has_somebody_to_teach_it():
    trades = {trade_of(subject, grade) for grade in GRADES for subject in WEEKLY[grade]}

    assert trades <= set(POSITIONS)
    assert {teacher.position for teacher in invent(30, on=TODAY).staff.teachers} <= set(POSITIONS.values())


def test_same_seed_invents_the_same_school_and_another_another():
    assert rows_of(invent(40, on=TODAY, seed=1)) == rows_of(invent(40, on=TODAY, seed=1))
    assert rows_of(invent(40, on=TODAY, seed=1)) != rows_of(invent(40, on=TODAY, seed=2))


def test_families_have_one_name_and_brothers_in_other_grades(usual):
    for parent in usual.people.parents:
        grades = [student.stays[0].school_class.grade for student in parent.children]

        assert {student.name.family for student in parent.children} == {parent.name.family}
        assert doubled(grades) == []


def test_those_who_sign_in_are_who_they_should_be(school):
    people = school.people
    own = [parent for parent in people.parents if parent.code == people.homeroom.code]

    assert len(set(school.logins.values())) == 7
    assert people.student in people.parent.children
    assert len(people.parent.children) == 2
    assert people.homeroom in school.staff.homeroom.values()
    assert len(own) == 1


def test_some_come_leave_and_change_in_the_year(usual):
    stays = [student.stays for student in usual.people.students]
    first_day = usual.year.first_day

    assert [own[0].since for own in stays if own[0].since > first_day] != []
    assert [own[-1].until for own in stays if own[-1].until] != []
    assert [own for own in stays if len({stay.half for stay in own}) > 1] != []
    assert [own for own in stays if len({stay.school_class for stay in own}) > 1] == []
    assert sum(student.is_at_home for student in usual.people.students) == 1


def test_in_a_large_school_somebody_changes_the_class():
    students = invent(640, on=TODAY).people.students

    assert [one for one in students if len({stay.school_class for stay in one.stays}) > 1] != []


def test_rows_are_those_of_the_workbook(usual):
    columns = {sheet.name: {column.key for column in sheet.columns} for sheet in SHEETS}

    for sheet, rows in rows_of(usual).items():
        assert {key for row in rows for key in row} <= columns[sheet]


@pytest.mark.parametrize("lessons", [0, 1, 2, 5, 33, 170])
def test_plan_has_topics_for_each_lesson(lessons):
    for grade in GRADES:
        for subject in {*WEEKLY[grade], *ACTIVITIES}:
            plan = plan_of(subject, grade, lessons)

            assert sum(line.hours for line in plan) == lessons
            assert all(line.topic for line in plan)


def test_plan_holds_works_and_homework():
    plan = plan_of("АЛГ", 8, 102)

    assert [(line.topic, line.hours) for line in plan[:3]] == [
        ("Числовые и буквенные выражения", 2),
        ("Числовые и буквенные выражения. Практикум", 1),
        ("Степень с натуральным показателем", 2),
    ]
    assert next(line.topic for line in plan if line.kind == "test") == (
        "Контрольная работа по теме «Выражения и их преобразования»"
    )
    assert all(line.homework for line in plan)


def test_first_grade_has_neither_works_nor_homework():
    plan = plan_of("РУС", 1, 165)

    assert {(line.homework, line.kind) for line in plan} == {("", "")}
