"""A class today: who is away, what families have said, what its teachers have not written."""

from datetime import date

import pytest
from django.urls import reverse

from journal.enums import Presence
from journal.models import AbsenceNote, Enrolment, Lesson, Student, Term
from tests import make
from tests.reading import lines, links, part

TOMORROW, FRIDAY = make.TODAY + make.days(1), date(2026, 10, 9)
MISSING = "Нет на первом уроке, и никто не предупредил: 1"
NOBODY_MISSING = "На первом уроке нет пропусков без предупреждения."
FILES = "Скачать таблицу: XLSX, CSV"


@pytest.fixture
def today(client, homeroom, school, school_class):
    """Return the page of the class as its homeroom teacher opens it."""
    client.force_login(homeroom)
    return lambda: client.get(reverse("journal:class", args=[school_class.pk]))


def told(response):
    """Return what the page says below the ways out of it."""
    return part(response, "Дневники")


def read(client, school_class, note):
    return client.post(reverse("journal:class-note-read", args=[school_class.pk, note.pk]))


# --- Who is missing without word


def test_absence_at_the_first_lesson_without_word_is_told_first(today, lesson, student):
    make.absence(lesson=lesson, student=student)

    assert told(today())[:2] == [MISSING, "Абрамов Пётр Ильич"]


@pytest.mark.parametrize("presence", [Presence.ILL, Presence.EXCUSED, Presence.UNEXCUSED, Presence.LATE])
def test_absence_with_a_reason_is_no_riddle(today, lesson, student, presence):
    make.absence(lesson=lesson, student=student, presence=presence)

    assert told(today())[0] == NOBODY_MISSING


@pytest.mark.parametrize(
    "facts, is_missing", [({}, False), ({"first": TOMORROW}, True), ({"first": make.TODAY, "last": TOMORROW}, False)]
)
def test_absence_of_which_the_family_has_said_is_no_riddle(today, lesson, student, parent, facts, is_missing):
    make.absence(lesson=lesson, student=student)
    make.absence_note(student=student, by=parent, **facts)

    assert told(today())[0] == (MISSING if is_missing else NOBODY_MISSING)


def test_word_taken_back_is_no_word(today, lesson, student, parent):
    make.absence(lesson=lesson, student=student)
    make.absence_note(student=student, by=parent)
    AbsenceNote.objects.update(withdrawn_at=make.NOW)

    assert told(today())[0] == MISSING


def test_only_the_first_lesson_of_today_counts(today, course, student):
    make.lesson(course=course)
    for facts in ({"number": 2}, {"on": FRIDAY}, {"number": 0}):
        make.absence(lesson=make.lesson(course=course, **facts), student=student)
    Lesson.objects.filter(number=0).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    assert told(today())[0] == NOBODY_MISSING


@pytest.mark.parametrize("hour, sentence", [(7, "Уроки ещё не начались."), (8, NOBODY_MISSING)])
def test_before_the_first_lesson_nobody_is_missing(today, lesson, time_machine, hour, sentence):
    time_machine.move_to(make.at(hour))

    assert told(today())[0] == sentence


def test_day_without_lessons_says_so(today, student):
    assert told(today())[0] == "Уроков сегодня нет."


# --- Who is away


def test_absent_are_listed_by_lesson(today, lesson, student, course):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)
    make.lesson(course=course, number=2)
    make.lesson(course=course, number=8)
    make.lesson(course=course, number=3, cancelled_at=make.NOW)

    *found, files = part(today(), "Нет на уроке", to="Что ещё не внесли учителя")

    assert files == FILES
    assert [" ".join(found[start : start + 4]) for start in range(0, len(found), 4)] == [
        "1 Алгебра Сидорова А. С. Абрамов Пётр Б",
        "2 Алгебра Сидорова А. С. никто не отмечен",
        "8 Алгебра Сидорова А. С. ещё не начался",
    ]


def test_absences_that_wait_for_a_reason_are_counted_by_week(today, course, student, school_class):
    late_september = date(2026, 9, 25)
    for day in (late_september, FRIDAY, make.TODAY):
        make.absence(lesson=make.lesson(course=course, on=day), student=student)
    make.absence(lesson=make.lesson(course=course, on=FRIDAY, number=2), student=student)
    make.absence(lesson=make.lesson(course=course, number=3), student=student, presence=Presence.ILL)
    Lesson.objects.filter(date=late_september).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    response = today()

    assert part(response, "Н без причины", to="Отсутствующие по урокам") == [
        "с 5 по 10 октября: 2 урока",
        "с 12 по 17 октября: 1 урок",
        FILES,
    ]
    assert links(response)["с 5 по 10 октября"] == f"/classes/{school_class.pk}/attendance/2026-W41/"


def test_absence_in_a_closed_term_waits_for_nothing(today, lesson, student):
    make.absence(lesson=lesson, student=student)
    Term.objects.update(closed_at=make.NOW)

    assert "Н без причины" not in lines(today())


# --- What families have said


def test_new_word_of_a_family_is_marked_and_read(today, client, school_class, student, parent, homeroom):
    note = make.absence_note(student=student, by=parent, last=TOMORROW, text="температура")

    new = part(today(), "Сообщили семьи", to="Что ещё не внесли учителя")
    answer = read(client, school_class, note)
    known = part(today(), "Сообщили семьи", to="Что ещё не внесли учителя")

    assert new == [
        "новое Абрамов Пётр: болеет, с 12 по 13 октября",
        "«температура»",
        "Абрамова О. Ю., сегодня в 10:00",
        "Прочитано",
        "Поставить причину",
    ]
    assert answer.url == f"/classes/{school_class.pk}/#notes"
    assert known == [
        "Абрамов Пётр: болеет, с 12 по 13 октября",
        "«температура»",
        "Абрамова О. Ю., сегодня в 10:00; прочитано: Крылова В. П., сегодня в 10:00",
        "Поставить причину",
    ]
    assert links(today())["Поставить причину"].endswith(f"2026-W42/?note={note.pk}#statement")


@pytest.mark.parametrize("is_read", [True, False])
def test_word_about_days_behind_stays_until_it_is_read(today, student, parent, homeroom, is_read):
    make.absence_note(student=student, by=parent, first=FRIDAY, moment=make.at(on=FRIDAY))
    AbsenceNote.objects.update(read_by=homeroom if is_read else None, read_at=make.NOW if is_read else None)

    assert ("Сообщили семьи" in lines(today())) is not is_read


def test_word_that_nobody_has_read_is_read_in_summer(
    today, client, homeroom, school_class, student, parent, time_machine
):
    note = make.absence_note(student=student, by=parent)
    Enrolment.objects.update(until=make.YEAR_ENDS)
    time_machine.move_to(make.at(on=date(2027, 7, 1)))
    client.force_login(homeroom)

    assert ("Сообщили семьи" in lines(today()), read(client, school_class, note).status_code) == (True, 302)
    assert AbsenceNote.objects.unread().count() == 0


def test_word_of_another_class_is_not_there(today, client, school_class, stranger):
    note = make.absence_note(student=Student.objects.get(pk__in=stranger.children()), by=stranger)

    assert ("Сообщили семьи" in lines(today()), read(client, school_class, note).status_code) == (False, 404)
    assert AbsenceNote.objects.unread().count() == 1


def test_deputy_reads_what_families_have_said_and_answers_nothing(
    client, deputy, school_class, student, parent, school
):
    note = make.absence_note(student=student, by=parent)
    client.force_login(deputy)

    shown = lines(client.get(reverse("journal:class", args=[school_class.pk])))

    assert ("Сообщили семьи" in shown, "Прочитано" in shown) == (True, False)
    assert read(client, school_class, note).status_code == 403


# --- The way to diaries and journals


def test_class_leads_to_diaries_journals_and_attendance(today, lesson, student, school_class, course):
    make.course(students=[student], subject_name="Физика", group="7 «А», 1-я группа", teacher=make.teacher("Белова"))

    found = links(today())

    assert found["Абрамов Пётр"] == f"/students/{student.pk}/diary/"
    assert found["Алгебра"] == reverse("journal:teacher-journal", args=[course.pk])
    assert "Физика, 7 «А», 1-я группа" in found
    assert found["Посещаемость"] == f"/classes/{school_class.pk}/attendance/2026-W42/"


@pytest.mark.parametrize("number", [1, 3])
def test_class_asks_the_same_number_of_queries(
    today, number, course, parent, student, school_class, django_assert_num_queries
):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        make.membership(course, child)
        lesson = make.lesson(course=course, number=one + 1)
        make.absence(lesson=lesson, student=child)
        make.absence_note(student=child, by=parent)
        make.work(lesson=make.lesson(course=course, on=FRIDAY, number=one + 1))
    today()

    # Session, user, class, students, courses, lessons, notes, absences, works.
    with django_assert_num_queries(9):
        today()


@pytest.mark.parametrize("day, number", [(date(2026, 10, 12), 1), (date(2026, 10, 26), 1), (date(2027, 7, 1), 4)])
def test_class_leads_to_the_results_of_the_term_begun_last(
    today, client, homeroom, course, school_class, time_machine, day, number
):
    time_machine.move_to(make.at(on=day))
    client.force_login(homeroom)

    assert links(today())["Итоги"] == f"/classes/{school_class.pk}/results/{make.term(number).pk}/"
