"""The words in which the journal is asked."""

from datetime import date

import pytest

from accounts.keep import forget
from journal.enums import CourseKind, DayOffKind, Duty, Matter, TermSystem
from journal.models import (
    Attendance,
    Change,
    Course,
    DayOff,
    Lesson,
    Mark,
    Membership,
    SchoolClass,
    Student,
    Term,
    TermMark,
    Work,
    WorkKind,
    days_off_within,
    terms_near,
    the_school,
)
from tests import make

YESTERDAY, TOMORROW = make.TODAY - make.days(1), make.TODAY + make.days(1)


def on_days(course, *days, **facts):
    return [make.lesson(course=course, on=day, **facts) for day in days]


# --- Lessons


def test_lessons_are_attended_while_the_student_is_in_the_course(teacher, student):
    """One who went over to another group and came back: no lesson twice, none of the other days."""
    mine, other = make.course(teacher=teacher), make.course(teacher=teacher)
    week = [date(2026, 10, day) for day in range(5, 10)]
    ours, theirs = on_days(mine, *week), on_days(other, *week)
    make.membership(mine, student, since=make.YEAR_BEGINS, until=week[1])
    make.membership(other, student, since=week[2], until=week[2])
    make.membership(mine, student, since=week[3])
    # The same days said twice, as two tables of a school may say them.
    make.membership(mine, student, since=week[4])

    attended = Lesson.objects.attended_by(student).in_order()

    assert list(attended) == [ours[0], ours[1], theirs[2], ours[3], ours[4]]


def test_lessons_are_taught_by_who_holds_them(course, teacher, colleague):
    regular, substituted = make.lesson(course=course), make.lesson(course=course, number=2, teacher=colleague)

    assert [list(Lesson.objects.taught_by(person)) for person in (teacher, colleague)] == [[regular], [substituted]]


def test_lessons_are_of_days(course):
    yesterday, today, tomorrow = on_days(course, YESTERDAY, make.TODAY, TOMORROW)

    assert list(Lesson.objects.on(make.TODAY)) == [today]
    assert list(Lesson.objects.between(YESTERDAY, make.TODAY).in_order()) == [yesterday, today]
    assert list(Lesson.objects.after(make.TODAY)) == [tomorrow]


def test_lessons_have_begun_from_their_first_minute(lesson):
    before, first = make.at(7, 59), make.at(8)

    assert (Lesson.objects.begun(before).exists(), Lesson.objects.begun(first).exists()) == (False, True)


WRITTEN = {"topic": "Степень"}
LACKS = {
    "nothing": ({}, {}, {Duty.TOPIC, Duty.HOMEWORK}),
    "a topic alone": (WRITTEN, {}, {Duty.HOMEWORK}),
    "a homework": ({"homework": "п. 7"}, {}, {Duty.TOPIC}),
    "not set": ({"homework_not_set": True}, {}, {Duty.TOPIC}),
    "cancelled": ({"cancelled_at": make.NOW}, {}, set()),
    "an activity": ({}, {"kind": CourseKind.ACTIVITY, "marks_since": None, "homework_since": None}, set()),
    "no homework": ({}, {"homework_since": None}, {Duty.TOPIC}),
    "no homework yet": ({}, {"homework_since": TOMORROW}, {Duty.TOPIC}),
    "homework from today": ({}, {"homework_since": make.TODAY}, {Duty.TOPIC, Duty.HOMEWORK}),
    "homework to today": ({}, {"homework_until": make.TODAY}, {Duty.TOPIC, Duty.HOMEWORK}),
    "no more homework": ({}, {"homework_until": YESTERDAY}, {Duty.TOPIC}),
}


@pytest.mark.parametrize("case", LACKS)
def test_lessons_lack_what_is_owed_and_absent(teacher, case):
    facts, course_facts, lacks = LACKS[case]
    make.lesson(course=make.course(teacher=teacher, **course_facts), **facts)

    row = Lesson.objects.with_lacks(make.NOW).get()
    assert {duty for duty in (Duty.TOPIC, Duty.HOMEWORK) if Lesson.objects.lacking(duty).exists()} == lacks
    assert (row.lacks_topic, row.lacks_homework) == (Duty.TOPIC in lacks, Duty.HOMEWORK in lacks)


def test_lesson_that_has_not_begun_lacks_nothing_yet(lesson):
    row = Lesson.objects.with_lacks(make.at(7, 59)).get()

    assert (row.lacks_topic, row.lacks_homework) == (False, False)


# --- Courses


def test_courses_are_taught_and_attended_on_a_day(course, teacher, colleague, student, deputy):
    make.course(teacher=colleague)
    course.memberships.update(until=make.TODAY)

    assert list(Course.objects.taught_by(teacher)) == [course]
    assert [list(Course.objects.attended_by(student, on=day)) for day in (make.TODAY, TOMORROW)] == [[course], []]
    assert list(Course.objects.attended_within(student, make.TODAY, TOMORROW)) == [course]
    assert list(Course.objects.attended_within(student, TOMORROW, TOMORROW)) == []


def test_courses_come_by_their_subject(teacher):
    names = ("Физика", "Алгебра", "Химия")
    for name in names:
        make.course(teacher=teacher, subject_name=name)
    make.course(subject_name="Шахматы", kind=CourseKind.ACTIVITY, marks_since=None, homework_since=None)

    courses = Course.objects.of_year_on(make.TODAY).lessons_only().with_subject().in_order()
    assert [str(course.subject) for course in courses] == ["Алгебра", "Физика", "Химия"]
    assert not Course.objects.of_year_on(make.YEAR_ENDS + make.days(1)).exists()


def test_roster_is_a_class_list_of_the_day(course, student):
    for surname, since, until in (
        ("Ёлкин", make.TODAY, None),
        ("Жук", make.TODAY, None),
        ("Белов", TOMORROW, None),
        ("Волков", make.YEAR_BEGINS, YESTERDAY),
    ):
        make.membership(course, make.student(surname), since=since, until=until)

    roster = Membership.objects.on_roster(course, make.TODAY)
    assert [member.student.surname for member in roster] == ["Абрамов", "Ёлкин", "Жук"]


# --- Students and classes


def test_students_of_a_class_are_those_of_the_day(school_class, student):
    make.enrolment(make.student("Жук"), school_class, since=TOMORROW)

    members = [
        [who.surname for who in Student.objects.in_class(school_class, on=day).in_order()]
        for day in (make.TODAY, TOMORROW)
    ]
    assert members == [["Абрамов"], ["Абрамов", "Жук"]]


def test_classes_come_by_grade_and_letter(db):
    for grade, letter in ((10, "А"), (7, "Б"), (7, "А")):
        make.school_class(grade, letter)

    classes = SchoolClass.objects.of_year_on(make.TODAY).in_order()
    assert [(str(found), found.code) for found in classes] == [
        ("7\u00a0«А»", "7 А"),
        ("7\u00a0«Б»", "7 Б"),
        ("10\u00a0«А»", "10 А"),
    ]


# --- The calendar


@pytest.mark.parametrize(
    "whom, grades",
    [
        ({}, [1, 7, 11]),
        ({"grade_from": 1, "grade_to": 6}, [1]),
        ({"grade_from": 7, "grade_to": 11}, [7, 11]),
        ({"school_class": 7}, [7]),
    ],
)
def test_days_off_concern_some_classes_or_all(db, whom, grades):
    classes = {grade: make.school_class(grade) for grade in (1, 7, 11)}
    if "school_class" in whom:
        whom = {"school_class": classes[whom["school_class"]]}
    day_off = make.day_off(make.TODAY, **whom)

    assert [grade for grade, found in classes.items() if day_off.concerns(found)] == grades


def test_days_off_are_found_by_their_days(db):
    first, second = make.day_off(TOMORROW, title="День города"), make.day_off(YESTERDAY, make.TODAY)
    make.day_off(date(2027, 1, 1), kind=DayOffKind.BREAK)

    assert list(DayOff.objects.on(make.TODAY)) == [second]
    assert days_off_within(make.TODAY, TOMORROW) == (second, first)
    assert ([second.covers(day) for day in (make.TODAY, TOMORROW)], str(first)) == ([True, False], "День города")


def test_terms_of_a_day_are_of_its_year(db):
    make.year()

    assert [str(term) for term in terms_near(make.TODAY) if term.covers(make.TODAY)] == ["I полугодие", "I четверть"]
    assert [term.number for term in Term.objects.by(TermSystem.HALF).in_order()] == [1, 2]
    assert [str(term) for term in Term.objects.on(date(2027, 5, 1)).in_order()] == ["II полугодие", "IV четверть"]


def test_school_is_there_once_it_has_been_brought_in(db):
    before = the_school()
    school = make.school()
    kept = the_school()
    forget()

    assert (before, kept, the_school()) == (None, None, school)


# --- Works and marks


def test_kinds_that_a_teacher_sets_are_neither_oral_nor_brought(db):
    kinds = [kind.code for kind in WorkKind.objects.settable().in_order()]

    assert (kinds[0], kinds[-1], "answer" in kinds, "transfer" in kinds) == ("homework", "project", False, False)


def test_marks_stand_until_they_are_taken_away(lesson, student):
    mark = make.mark(lesson=lesson, student=student)
    dot = make.mark(work=make.work(lesson=lesson), student=student, value=None, not_handed_in=True)
    make.mark(work=make.work(lesson=lesson), student=student, value=None, done_on=make.TODAY)
    cancelled = make.mark(work=make.work(lesson=lesson), student=student)
    Work.objects.filter(marks=cancelled).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)
    make.mark(lesson=make.lesson(course=lesson.course, number=2), student=student)
    Lesson.objects.filter(number=2).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    of_today = Mark.objects.of(student).between(make.TODAY, make.TODAY)
    assert list(of_today.standing().in_order()) == [mark, dot]
    assert list(of_today.counted().with_work()) == [mark]
    assert not Mark.objects.between(TOMORROW, TOMORROW).exists()
    assert [str(found) for found in (mark, dot)] == ["Абрамов Пётр: 5", "Абрамов Пётр: ·"]


def test_absences_are_found_by_their_days(lesson, student):
    make.absence(lesson=lesson, student=student)

    assert Attendance.objects.of(student).between(make.TODAY, make.TODAY).away().noted().count() == 1
    assert not Attendance.objects.between(TOMORROW, TOMORROW).exists()


def test_results_of_a_student_stand(course, student, teacher):
    facts = {"subject": course.subject, "course": course, "given_by": teacher, "recorded_at": make.NOW}
    mark = TermMark.objects.create(student=student, term=make.term(), value=4, recorded_on=make.TODAY, **facts)
    TermMark.objects.create(student=student, term=make.term(2), recorded_on=make.TODAY, **facts)

    assert list(TermMark.objects.of(student).standing()) == [mark]


# --- History


def test_changes_are_found_by_student_matter_and_the_days_of_the_school(lesson, student):
    make.mark(lesson=lesson, student=student, moment=make.at(23, 59))
    make.absence(lesson=lesson, student=student, moment=make.at(0, 0, on=TOMORROW))

    today = Change.objects.of(student).made_within(make.TODAY, make.TODAY).with_actor()
    assert [(change.matter, change.by.surname) for change in today] == [(Matter.MARK, "Сидорова")]
    assert Change.objects.about(Matter.PRESENCE).made_within(TOMORROW, TOMORROW).count() == 1
