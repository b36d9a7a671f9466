"""`check_deadlines`: what teachers are told by the clock, what is printed, what programs read."""

import json

import pytest

from accounts.models import HeldRole, User
from journal.actions import pause
from journal.enums import PauseReason
from journal.models import Reminder
from tests import make
from tests.owing import FRIDAY, TOMORROW, YESTERDAY, named, notices, reminders

DUE = "Внести сегодня до 23:59: 2 записи. 12.10, Алгебра, 7 «А»: тема, задание."
LATE = "Просрочено: 2 записи. 09.10, Алгебра, 7 «А»: тема, задание."


def test_teacher_is_told_in_the_evening_what_is_due(check, lesson, teacher):
    check()

    assert reminders() == [("Сидорова", "evening", DUE)]
    assert notices(teacher) == [(DUE, f"/teach/lessons/{lesson.pk}/")]
    assert named(Reminder.objects.get()) == [f"homework-{lesson.pk}", f"topic-{lesson.pk}"]


@pytest.mark.parametrize("hour", [17, 23])
def test_evening_names_a_lesson_that_begins_after_it(check, course, hour):
    make.lesson(course=course, number=11, homework="№ 7")

    check(hour)

    assert reminders() == [("Сидорова", "evening", "Внести сегодня до 23:59: 1 запись. 12.10, Алгебра, 7 «А»: тема.")]


def test_evening_names_the_marks_of_tomorrow_too(check, course, student, belova):
    facts = {"topic": "Степень", "homework": "№ 7"}
    work = make.work(lesson=make.lesson(course=course, on=TOMORROW - make.days(6), **facts))

    check()

    assert reminders() == [
        ("Сидорова", "evening", "Внести завтра: 2 записи. 07.10, Алгебра, 7 «А»: Контрольная работа, 2 отметки.")
    ]
    assert named(Reminder.objects.get()) == sorted(f"written-{work.pk}-{pk}" for pk in (student.pk, belova.pk))


@pytest.mark.parametrize(
    "hour, minute, kinds", [(6, 59, []), (7, 0, ["morning"]), (16, 59, ["morning"]), (17, 0, ["morning", "evening"])]
)
def test_hour_decides_what_is_told(check, lesson, late, hour, minute, kinds):
    check(hour, minute)

    assert [kind for _, kind, _ in reminders()] == kinds


def test_run_twice_tells_once(check, lesson, late):
    for _ in range(2):
        check(7, 5)
        check(17, 0)
    check(23, 59)

    assert reminders() == [("Сидорова", "morning", LATE), ("Сидорова", "evening", DUE)]


def test_overdue_entry_is_told_of_once(check, lesson, late):
    check(7)
    check(7, on=TOMORROW)
    check(7, on=TOMORROW + make.days(1))

    assert reminders() == [
        ("Сидорова", "morning", LATE),
        ("Сидорова", "morning", "Просрочено: 2 записи. 12.10, Алгебра, 7 «А»: тема, задание."),
    ]


def test_overdue_entry_that_was_made_and_emptied_is_told_of_anew(check, course, student, belova, deputy):
    lesson = make.lesson(course=course, on=FRIDAY, homework="№ 7")
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(7), topic="Степень", homework="№ 7"))
    make.mark(work=work, student=belova)
    check(7)
    for topic, value, hour in (("Корни", 4, 9), ("", None, 10)):
        make.write_topic(lesson, topic, at=make.at(hour))
        make.mark(work=work, student=student, value=value, moment=make.at(hour))
    check(7, on=TOMORROW)
    check(7, on=TOMORROW + make.days(1))

    marks, topic = "05.10, Алгебра, 7 «А»: Контрольная работа, отметка", "09.10, Алгебра, 7 «А»: тема"
    assert [text.partition(": ")[2] for _, kind, text in reminders() if kind == "morning"] == [
        f"2 записи. {marks}; {topic}."
    ] * 2


def test_after_five_days_without_a_run_one_digest_tells_it_all(check, course, late):
    check(7)
    for number in range(5):
        make.lesson(course=course, on=make.TODAY + make.days(number), homework="№ 7")

    check(7, on=make.TODAY + make.days(5))

    days = "; ".join(f"{day}.10, Алгебра, 7 «А»: тема" for day in range(12, 17))
    assert reminders()[1:] == [("Сидорова", "morning", f"Просрочено: 5 записей. {days}.")]


def test_who_owes_nothing_is_told_nothing(check, course):
    make.lesson(course=course, topic="Степень", homework_not_set=True)
    make.lesson(course=course, on=TOMORROW)
    make.lesson(course=course, on=FRIDAY, cancelled_at=make.at(on=FRIDAY))

    assert check() == [
        "12.10.2026, 17:00. Просрочено: 0 записей, учителей: 0. Внести сегодня: 0, завтра: 0.",
        "Отправлено напоминаний: 0, писем: 0. Писем ждут отправки: 0, не отправить: 0.",
    ]
    assert reminders() == []


def test_school_that_has_not_been_brought_in_owes_nothing(check):
    assert check()[0] == "12.10.2026, 17:00. Просрочено: 0 записей, учителей: 0. Внести сегодня: 0, завтра: 0."


def test_who_is_paused_is_not_told_of_what_is_not_due(check, course, teacher, deputy):
    make.lesson(course=course, homework="№ 7")
    days = {"first_day": YESTERDAY, "last_day": TOMORROW}
    pause(teacher=teacher, **days, reason=PauseReason.SICK_LEAVE, words="Больничный", by=deputy, at=make.NOW)

    check(17)
    check(17, on=TOMORROW + make.days(1))

    assert reminders() == [("Сидорова", "evening", "Внести сегодня до 23:59: 1 запись. 12.10, Алгебра, 7 «А»: тема.")]
    assert Reminder.objects.get().sent_on == TOMORROW + make.days(1)


def test_who_stood_in_is_told_and_not_the_one_they_stood_in_for(check, course, colleague):
    make.lesson(course=course, teacher=colleague)

    check()

    assert [surname for surname, *_ in reminders()] == ["Чужова"]


@pytest.mark.parametrize("gone", ["role", "way in"])
def test_who_cannot_come_in_is_flagged_and_told_nothing(check, late, teacher, gone):
    if gone == "role":
        HeldRole.objects.filter(user=teacher).update(until=YESTERDAY)
    else:
        User.objects.filter(pk=teacher.pk).update(locked_at=make.NOW)

    assert check()[1] == f"Сидорова А. С. ({teacher.code}): просрочено 2"
    assert reminders() == []


def test_those_who_owe_are_printed_the_most_overdue_first(check, course, late, lesson, colleague, student):
    make.work(lesson=make.lesson(course=course, on=TOMORROW - make.days(6), topic="Степень", homework="№ 7"))
    make.lesson(course=make.course(teacher=colleague, students=[student]), number=2)

    assert check() == [
        "12.10.2026, 17:00. Просрочено: 2 записи, учителей: 1. Внести сегодня: 4, завтра: 1.",
        f"Сидорова А. С. ({lesson.teacher.code}): просрочено 2, сегодня 2, завтра 1",
        f"Чужова А. С. ({colleague.code}): сегодня 2",
        "Отправлено напоминаний: 3, писем: 0. Писем ждут отправки: 0, не отправить: 0.",
    ]


def test_programs_read_numbers_and_codes(check, lesson, late, teacher):
    whole = {"overdue": 2, "today": 2, "tomorrow": 0}

    assert json.loads("\n".join(check(17, 0, "--json"))) == {
        "at": "2026-10-12T17:00:00+04:00",
        **whole,
        "teachers": [{"code": teacher.code, **whole}],
        "reminded": {"weekly": 0, "morning": 1, "evening": 1},
        "letters": {"sent": 0, "waiting": 0, "given_up": 0, "faults": []},
    }


@pytest.mark.parametrize("teachers", [1, 3])
def test_run_costs_the_same_for_one_teacher_and_three(check, student, teachers, django_assert_num_queries):
    for number in range(1, teachers + 1):
        course = make.course(teacher=make.teacher(), students=[student])
        make.lesson(course=course, on=FRIDAY, number=number)
        make.work(lesson=make.lesson(course=course, number=number, on=TOMORROW - make.days(6)))
    check(6)

    # Duties overdue and due, three each; deputies, people, what they were told and of what; three kinds of rows in a
    # savepoint; letters waiting and given up; the flagged.
    with django_assert_num_queries(18):
        check()
