"""What a teacher owes by the one definition: pauses, hand-overs, works done later, what was waived or cancelled."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import cancel_lessons, hand_over, waive
from journal.enums import Duty
from journal.models import Lesson
from tests import make

TODAY = reverse("journal:teacher-day")
FRIDAY, TOMORROW = date(2026, 10, 9), make.TODAY + make.days(1)
LONG_AGO = date(2026, 10, 5)


@pytest.fixture
def handed_over(teacher, colleague, deputy, school):
    """Hand over to the colleague what the teacher owes."""
    return lambda: hand_over(giver=teacher, successor=colleague, reason="Приказ № 12", by=deputy, at=make.NOW)


def rows(page, name):
    return [(row.what, row.state.tone, row.state.label) for row in page.context[name]]


def states(page):
    return [f"{state.tone}: {state.label}" for card in page.context["cards"] for state in card.states[1:]]


def is_done(page):
    return "На сегодня всё внесено" in page.text


def test_entry_moved_by_a_pause_to_today_is_due_today(teaching, course):
    lesson = make.lesson(course=course, on=FRIDAY)
    make.lesson(course=course, topic="Степень", homework_not_set=True)
    make.pause(FRIDAY, date(2026, 10, 11))

    page = teaching.get(TODAY)

    assert rows(page, "due_soon") == [("тема, домашнее задание", "soon", "сегодня до 23:59")]
    assert page.context["due_soon"][0].url == lesson.get_absolute_url()
    assert (rows(page, "debts"), is_done(page)) == ([], False)


def test_paused_day_moves_what_a_lesson_of_today_owes(teaching, lesson):
    make.pause(make.TODAY, TOMORROW)

    page = teaching.get(TODAY)

    assert states(page)[:2] == ["soon: тема: не позднее 14.10", "soon: задание: не позднее 14.10"]
    assert (rows(page, "due_soon"), is_done(page)) == ([], True)


def test_work_due_today_keeps_the_day_open(teaching, course):
    make.work(lesson=make.lesson(course=course, on=date(2026, 10, 6), topic="Степень", homework_not_set=True))
    make.lesson(course=course, topic="Корни", homework_not_set=True)

    page = teaching.get(TODAY)

    assert rows(page, "due_soon") == [("Контрольная работа", "soon", "отметки: 0 из 1, сегодня до 23:59")]
    assert not is_done(page)


def test_work_of_a_lesson_that_has_not_begun_is_not_owed_yet(teaching, course, time_machine):
    make.work(lesson=make.lesson(course=course, on=TOMORROW, topic="Степень", homework_not_set=True), moment=make.NOW)
    before = rows(teaching.get(TODAY), "due_soon")
    time_machine.move_to(make.at(8, on=TOMORROW))
    teaching.force_login(course.teachers.get().teacher)

    assert (before, rows(teaching.get(reverse("journal:teacher-day-on", args=[FRIDAY])), "due_soon")) == (
        [],
        [("Контрольная работа", "soon", "отметки: 0 из 1, не позднее 19.10")],
    )


def test_work_done_later_is_due_by_the_students_own_day(teaching, course, student, belova):
    work = make.work(lesson=make.lesson(course=course, on=LONG_AGO, topic="Степень", homework_not_set=True))
    make.mark(work=work, student=belova, moment=make.at(on=FRIDAY))
    make.mark(work=work, student=student, value=None, done_on=FRIDAY, moment=make.at(on=FRIDAY))

    page = teaching.get(TODAY)

    assert rows(page, "due_soon") == [("Контрольная работа", "soon", "отметки: 1 из 2, не позднее 15.10")]
    assert rows(page, "debts") == []


def test_work_lacks_first_what_is_due_by_its_own_day(teaching, course, student, belova):
    work = make.work(lesson=make.lesson(course=course, on=LONG_AGO, topic="Степень", homework_not_set=True))
    make.mark(work=work, student=student, value=None, done_on=FRIDAY, moment=make.at(on=FRIDAY))

    assert rows(teaching.get(TODAY), "debts") == [("Контрольная работа", "late", "отметки: 0 из 2, срок прошёл 11.10")]


def test_what_was_handed_over_presses_the_successor_alone(client, lesson, course, teacher, colleague, handed_over):
    old = make.lesson(course=course, on=FRIDAY, topic="Корни")
    handed_over()

    client.force_login(teacher)
    givers = client.get(TODAY)
    client.force_login(colleague)
    successors = client.get(TODAY)

    assert states(givers)[:2] == ["idle: тему вносит другой учитель", "idle: задание вносит другой учитель"]
    assert (rows(givers, "debts"), rows(givers, "due_soon"), is_done(givers)) == ([], [], True)
    assert rows(successors, "due_soon") == [("тема, домашнее задание", "soon", "сегодня до 23:59")]
    assert rows(successors, "debts") == [("домашнее задание", "late", "срок прошёл 09.10")]
    assert [row.url for row in successors.context["debts"]] == [old.get_absolute_url()]


def test_work_handed_over_presses_the_successor_alone(client, course, teacher, colleague, handed_over):
    work = make.work(lesson=make.lesson(course=course, topic="Степень", homework_not_set=True))
    handed_over()

    client.force_login(teacher)
    givers, lesson_page = client.get(TODAY), client.get(work.lesson.get_absolute_url())
    work_page = client.get(reverse("journal:teacher-work", args=[work.pk]))
    client.force_login(colleague)
    successors = client.get(TODAY)

    assert states(givers)[2] == "idle: отметки: 0 из 1, ставит другой учитель"
    assert [form.state.label for form in lesson_page.context["page"].marks][1:] == [
        "отметки: 0 из 1, ставит другой учитель"
    ]
    assert work_page.context["page"].state.label == "отметки: 0 из 1, ставит другой учитель"
    assert rows(successors, "due_soon") == [("Контрольная работа", "soon", "отметки: 0 из 1, не позднее 18.10")]


def test_own_work_stands_before_one_handed_over(client, lesson, teacher, colleague, handed_over):
    make.work(lesson=lesson)
    handed_over()
    make.work(lesson=lesson, kind_code="essay")
    client.force_login(teacher)

    assert states(client.get(TODAY))[2] == "soon: отметки: 0 из 1, не позднее 18.10"


def test_entries_of_different_days_are_different_rows(teaching, course):
    lesson = make.lesson(course=course, on=FRIDAY)
    Lesson.objects.filter(pk=lesson.pk).update(homework_deadline_on=TOMORROW)

    page = teaching.get(TODAY)

    assert rows(page, "debts") == [("тема", "late", "срок прошёл 09.10")]
    assert rows(page, "due_soon") == [("домашнее задание", "soon", "не позднее 13.10")]


def test_what_was_waived_presses_nobody(teaching, course, deputy):
    lesson = make.lesson(course=course, on=FRIDAY, homework_not_set=True)
    waive(duty=Duty.TOPIC, lesson=lesson, reason="Урок не состоялся", by=deputy, at=make.NOW)

    assert rows(teaching.get(TODAY), "debts") == []


def test_lesson_cancelled_after_its_day_still_owes(teaching, course, deputy):
    late, in_time = make.lesson(course=course, on=FRIDAY), make.lesson(course=course, number=2)
    cancel_lessons([late, in_time], reason="карантин", by=deputy, at=make.NOW)

    page = teaching.get(TODAY)

    assert rows(page, "debts") == [("тема, домашнее задание", "late", "срок прошёл 09.10")]
    assert rows(page, "due_soon") == []
