"""Who reaches what in the journal, and until when."""

from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import Guardianship, HeldRole, User
from journal.models import (
    AbsenceNote,
    Change,
    Course,
    CourseTeacher,
    Enrolment,
    Homeroom,
    Lesson,
    Mark,
    SchoolClass,
    Student,
    TermMark,
)
from tests import make

TOMORROW = make.TODAY + make.days(1)
READABLE = (Student, SchoolClass, Course, Lesson, Mark, Change)


@pytest.fixture
def mark(lesson, student):
    """The student's answer of today, with its change in the history."""
    return make.mark(lesson=lesson, student=student)


@pytest.fixture
def foreign_mark(colleague, stranger):
    """An answer in a course, a class and a family that nobody else of the cast has to do with."""
    child = Student.objects.get(pk__in=stranger.children())
    course = make.course(
        teacher=colleague, students=[child], subject_name="Физика", classes=[make.school_class(8, "В")]
    )
    return make.mark(lesson=make.lesson(course=course), student=child)


def reached(person, *, write=False):
    """Return what of each kind the person reads, or may write to, as words."""
    found = {}
    for model in READABLE:
        rows = model.objects.editable_by(person) if write else model.objects.visible_to(person)
        found[model.__name__] = sorted(word_of(row) for row in rows)
    return {kind: words for kind, words in found.items() if words}


def word_of(row):
    match row:
        case User():
            return row.surname
        case SchoolClass():
            return row.code
        case Course():
            return row.subject.name
        case Lesson():
            return row.course.subject.name
        case Mark() | Change():
            return row.student.surname if row.student else "—"


OWN = {"Student": ["Абрамов"], "Mark": ["Абрамов"], "Change": ["Абрамов"]}
OWN_CLASS = {"SchoolClass": ["7 А"], "Course": ["Алгебра"], "Lesson": ["Алгебра"]} | OWN
EVERYTHING = {
    "Student": ["Абрамов", "Крылов", "Яшина"],
    "SchoolClass": ["5 Б", "7 А", "8 В"],
    "Course": ["Алгебра", "Физика"],
    "Lesson": ["Алгебра", "Физика"],
    "Mark": ["Абрамов", "Яшина"],
    "Change": ["Абрамов", "Яшина", "—", "—"],
}
# Who reads what, and who may write to it.
CAST = {
    "student": (OWN, {}),
    "parent": (OWN, {}),
    "teacher": ({"Course": ["Алгебра"], "Lesson": ["Алгебра"]}, {"Course": ["Алгебра"], "Lesson": ["Алгебра"]}),
    "homeroom": (OWN_CLASS | {"Student": ["Абрамов", "Крылов"]}, {"SchoolClass": ["7 А"]}),
    "colleague": ({"Course": ["Физика"], "Lesson": ["Физика"]}, {"Course": ["Физика"], "Lesson": ["Физика"]}),
    "stranger": ({"Student": ["Яшина"], "Mark": ["Яшина"], "Change": ["Яшина"]}, {}),
    "deputy": (EVERYTHING, {}),
    "director": (EVERYTHING, {}),
    "administrator": ({}, {}),
}


@pytest.mark.parametrize("who", CAST)
def test_each_of_the_cast_reaches_their_own(request, who, mark, foreign_mark):
    person = request.getfixturevalue(who)

    assert (reached(person), reached(person, write=True)) == CAST[who]


@pytest.mark.parametrize("who", CAST)
def test_nobody_reaches_anything_without_a_day(request, who, mark, foreign_mark):
    person = User.objects.get(pk=request.getfixturevalue(who).pk)

    assert (reached(person), reached(person, write=True)) == ({}, {})


# --- One person, two roles


def test_teacher_who_is_a_parent_reads_the_child_and_writes_only_what_is_taught(mark, foreign_mark, colleague, student):
    HeldRole.objects.create(user=colleague, role=Role.PARENT, since=make.YEAR_BEGINS)
    make.guardianship(colleague, student)
    colleague.acting_on(make.TODAY)

    assert reached(colleague) == OWN | {"Course": ["Физика"], "Lesson": ["Физика"]}
    assert reached(colleague, write=True) == {"Course": ["Физика"], "Lesson": ["Физика"]}


def test_homeroom_teacher_who_teaches_the_class_writes_where_they_teach(mark, homeroom):
    physics = make.course(teacher=homeroom, students=[mark.student], subject_name="Физика")
    make.lesson(course=physics, number=2)

    assert reached(homeroom)["Lesson"] == ["Алгебра", "Физика"]
    assert reached(homeroom, write=True) == {"SchoolClass": ["7 А"], "Course": ["Физика"], "Lesson": ["Физика"]}


def test_rows_do_not_repeat_for_a_class_of_many(course, homeroom, student):
    for surname in ("Белов", "Волков"):
        make.membership(course, make.student(surname, school_class=make.school_class()))
    make.membership(course, student, since=make.TODAY)
    lesson = make.lesson(course=course)

    assert list(Lesson.objects.visible_to(homeroom)) == [lesson]
    assert list(Course.objects.visible_to(homeroom)) == [course]


# --- Substitutes and those who held the lesson once


def test_substitute_writes_to_the_lesson_alone(lesson, teacher, colleague):
    other = make.lesson(course=lesson.course, number=2)
    Lesson.objects.filter(pk=lesson.pk).update(teacher=colleague, replaces=teacher)

    assert list(Lesson.objects.editable_by(colleague)) == [lesson]
    assert list(Lesson.objects.editable_by(teacher).in_order()) == [lesson, other]
    assert not Course.objects.editable_by(colleague).exists()


def test_teacher_who_left_the_course_keeps_the_lessons_they_held(lesson, teacher, colleague):
    CourseTeacher.objects.update(until=make.TODAY)
    make.lesson(course=lesson.course, on=TOMORROW, teacher=colleague)
    teacher.acting_on(TOMORROW)

    assert list(Lesson.objects.editable_by(teacher)) == [lesson]
    assert not Course.objects.editable_by(teacher).exists()


# --- What ends is over the next day


@pytest.mark.parametrize(
    "who, rows, left",
    [
        ("student", HeldRole, {}),
        ("parent", HeldRole, {}),
        ("parent", Guardianship, {}),
        ("teacher", HeldRole, {}),
        ("homeroom", HeldRole, {}),
        ("homeroom", Homeroom, {"Student": ["Крылов"]}),
        ("homeroom", Enrolment, {"SchoolClass": ["7 А"], "Student": ["Крылов"]}),
        ("deputy", HeldRole, {}),
        ("director", HeldRole, {}),
    ],
)
def test_what_ends_is_over_the_next_day(request, mark, homeroom, who, rows, left):
    person = request.getfixturevalue(who)
    before = reached(person)

    rows.objects.update(until=make.TODAY)
    today = reached(person.acting_on(make.TODAY))
    tomorrow = reached(person.acting_on(TOMORROW))

    assert today == before != tomorrow
    assert tomorrow == left


@pytest.mark.parametrize(
    "who, rows", [("parent", Guardianship), ("teacher", HeldRole), ("homeroom", Homeroom), ("deputy", HeldRole)]
)
def test_what_begins_tomorrow_is_not_there_today(request, mark, homeroom, who, rows):
    person = request.getfixturevalue(who)
    rows.objects.update(since=TOMORROW)

    today, tomorrow = (reached(person.acting_on(day)) for day in (make.TODAY, TOMORROW))

    assert today != tomorrow


def test_family_keeps_what_a_child_brought_from_another_group(mark, parent, course):
    course.memberships.update(until=make.TODAY)

    assert list(Mark.objects.visible_to(parent.acting_on(TOMORROW))) == [mark]


# --- Results follow the student


def test_results_are_read_by_the_family_and_the_homeroom_teacher(
    course, student, teacher, parent, homeroom, stranger, deputy
):
    facts = {"subject": course.subject, "course": course, "term": make.term(), "given_by": teacher}
    TermMark.objects.create(student=student, value=4, recorded_at=make.NOW, recorded_on=make.TODAY, **facts)

    readers = [
        person.surname
        for person in (student, parent, homeroom, deputy, stranger, teacher)
        if TermMark.objects.visible_to(person).exists()
    ]
    assert readers == ["Абрамов", "Абрамова", "Крылова", "Власова"]
    assert not TermMark.objects.editable_by(deputy).exists()


# --- What a family says beforehand


def test_note_is_read_by_those_who_read_the_diary_and_taken_back_by_the_family(
    student, parent, homeroom, stranger, deputy, teacher
):
    make.absence_note(student=student, by=parent)
    people = (student, parent, homeroom, stranger, deputy, teacher)

    readers = [person.surname for person in people if AbsenceNote.objects.visible_to(person).exists()]
    writers = [person.surname for person in people if AbsenceNote.objects.editable_by(person).exists()]

    assert (readers, writers) == (["Абрамов", "Абрамова", "Крылова", "Власова"], ["Абрамова"])


@pytest.mark.parametrize(
    "day, born_on, speaks",
    [
        (date(2026, 10, 12), date(2008, 10, 12), True),
        (date(2026, 10, 12), date(2008, 10, 13), False),
        (date(2026, 10, 12), None, False),
        (date(2028, 2, 29), date(2010, 2, 28), True),
        (date(2028, 2, 29), date(2010, 3, 1), False),
    ],
)
def test_student_of_age_speaks_for_themselves(student, day, born_on, speaks):
    make.absence_note(student=student, by=student)
    User.objects.filter(pk=student.pk).update(born_on=born_on)
    student.acting_on(day)

    assert Student.objects.spoken_for_by(student).exists() is speaks
    assert AbsenceNote.objects.editable_by(student).exists() is speaks
