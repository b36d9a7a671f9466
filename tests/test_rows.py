"""What the rows of the journal call themselves, where the office meets them."""

import pytest

from accounts.hashers import SchoolArgon2
from journal.enums import Presence
from journal.models import (
    Attendance,
    BellSlot,
    CourseTeacher,
    Enrolment,
    Exemption,
    Homeroom,
    HomeworkAddressee,
    Lesson,
    Membership,
    RemotePeriod,
    Work,
    WorkAddressee,
)
from tests import make

CLASS = "7\u00a0«А»"


@pytest.fixture
def listed(lesson, student):
    """A homework and a work for one student, who was late."""
    HomeworkAddressee.objects.create(lesson=lesson, student=student)
    make.work(lesson=lesson, students=[student], title="Карточки")
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)


def test_school_and_calendar_are_named(school):
    year, day = make.year(), make.TODAY

    assert (str(school), str(year), str(make.term())) == ("Школа № 89", "2026/27", "I четверть")
    assert str(BellSlot.objects.get(number=1)) == "1: 08:00–08:40"
    assert str(RemotePeriod(first_day=day, last_day=day)) == "Дистанционно 2026-10-12–2026-10-12"


def test_class_and_its_people_are_named(student):
    assert str(Homeroom.objects.get()) == f"{CLASS}: Крылова Вера"
    assert str(Enrolment.objects.get(student=student)) == f"Абрамов Пётр, {CLASS}"


def test_course_and_its_people_are_named(course):
    assert str(course) == f"Алгебра, {CLASS}"
    assert str(CourseTeacher.objects.get()) == f"Алгебра, {CLASS}: Сидорова Анна"
    assert str(Membership.objects.get()) == f"Абрамов Пётр, Алгебра, {CLASS}"
    assert str(make.slot(course)) == f"понедельник, 1: Алгебра, {CLASS}"
    assert str(make.planned_topic(course)) == "1. Степень с натуральным показателем"


def test_lesson_and_what_hangs_on_it_are_named(lesson, listed):
    named = f"Алгебра, {CLASS}, 12.10.2026, 1-й урок"

    assert (str(Lesson.objects.get()), str(HomeworkAddressee.objects.get())) == (named, f"Абрамов Пётр: {named}")
    assert (str(Work.objects.get()), str(WorkAddressee.objects.get())) == ("Карточки", "Абрамов Пётр: Карточки")
    assert (str(Attendance.objects.get()), str(make.kind())) == ("Абрамов Пётр: ОП", "Контрольная работа")


def test_exemption_is_named_without_its_ground(course, student):
    freed = Exemption(student=student, subject=course.subject, since=make.TODAY, ground="диагноз")

    assert str(freed) == "Абрамов Пётр: Алгебра"


def test_passwords_are_kept_by_argon2_within_the_memory_of_a_server():
    encoded = SchoolArgon2().encode("diary-89", "salt of the tests")

    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
