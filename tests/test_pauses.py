"""Pauses through the actions: what they move, and that a withdrawn one gives the very days back."""

from datetime import date

import pytest

from accounts.models import Notice
from journal.actions import Refused, cancel_lessons, cancel_work, draw_up_lessons, withdraw_pause
from journal.enums import Duty, DutyState, PauseReason
from journal.models import Lesson, Moved, Pause, moved_by
from journal.rules.deadlines import lateness, state_of
from tests import make


def october(day):
    return date(2026, 10, day)


def withdraw(pause, *, moment=make.NOW, reason="внесена по ошибке", by=None):
    withdraw_pause(pause, reason=reason, by=by or pause.recorded_by, at=moment)


def days(row, *names):
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in names)


# --- The worked examples


@pytest.mark.parametrize("number, recorded, state, late", [(20, 15, "on_time", 0), (21, 16, "late", 1)])
def test_topic_is_due_after_the_pause(number, recorded, state, late, lesson):
    make.pause(october(12), october(14))

    lesson.refresh_from_db()
    facts = {"due": lesson.topic_deadline_on, "recorded": october(recorded), "today": october(20)}
    assert (state_of(**facts, is_waived=False), lateness(**facts)) == (DutyState(state), late)


def test_days_inside_a_pause_are_not_counted(work, teacher):
    """Example 22."""
    make.pause(october(14), october(20), teacher=teacher)

    assert days(work, "due_on", "due_moved") == (october(25), True)


@pytest.mark.parametrize("paused, due", [(False, date(2027, 1, 5)), (True, date(2027, 1, 13))])
def test_holidays_are_left_out_only_by_a_pause(paused, due, course):
    """Example 31."""
    work = make.work(lesson=make.lesson(course=course, on=date(2026, 12, 30)))
    if paused:
        make.pause(date(2027, 1, 1), date(2027, 1, 8), reason=PauseReason.HOLIDAYS, document="Приказ № 7")

    assert days(work, "due_on", "due_moved") == (due, paused)


# --- What moves


def test_everything_stored_moves(lesson, work, student, belova):
    given = make.mark(work=work, student=student)
    later = make.mark(work=work, student=belova, done_on=october(13), moment=make.at(on=october(13)))
    oral = make.mark(lesson=lesson, student=student)

    new = make.pause(october(12), october(14))

    assert days(lesson, "topic_deadline_on", "homework_deadline_on") == (october(15), october(15))
    assert days(work, "due_on", "due_moved") == (october(20), True)
    assert [days(mark, "due_on", "due_moved") for mark in (given, later, oral)] == [
        (october(20), True),
        (october(20), True),
        (october(15), True),
    ]
    assert new.moved == Moved(topics=1, homework=1, works=1, marks=3)
    assert new.moved.said == "тем\u00a01, заданий\u00a01, работ\u00a01, отметок\u00a03"


def test_only_what_the_teacher_owes_moves(lesson, work, teacher, colleague):
    other = make.lesson(course=make.course(teacher=colleague, subject_name="Физика"), number=2)

    new = make.pause(october(12), october(14), teacher=colleague)

    assert days(lesson, "topic_deadline_on") == (october(12),)
    assert days(work, "due_on", "due_moved") == (october(18), False)
    assert days(other, "topic_deadline_on") == (october(15),)
    assert new.moved == Moved(topics=1, homework=1, works=0, marks=0)


@pytest.mark.parametrize(
    "first, last, topic, written",
    [
        (5, 11, 12, 18),  # over before
        (5, 12, 13, 18),  # the base day of six is not moved
        (13, 13, 12, 19),  # the day after
        (18, 18, 12, 19),  # the last day
        (19, 25, 12, 18),  # begins after
        (12, 18, 19, 24),
    ],
)
def test_pause_moves_what_it_meets(lesson, work, first, last, topic, written):
    new = make.pause(october(first), october(last))

    assert days(lesson, "topic_deadline_on") == (october(topic),)
    assert days(work, "due_on", "due_moved") == (october(written), written != 18)
    assert (new.moved.topics, new.moved.works) == (int(topic != 12), int(written != 18))


def test_pauses_of_the_teacher_and_of_everyone_are_merged(lesson, work, teacher):
    make.pause(october(12), october(14))
    make.pause(october(14), october(16), teacher=teacher)
    make.pause(october(17), october(17), teacher=teacher)

    assert days(lesson, "topic_deadline_on") == (october(18),)
    assert days(work, "due_on") == (october(23),)


def test_pause_holds_for_what_is_written_later(teacher, course, student):
    make.pause(october(12), october(14), teacher=teacher)

    lesson = make.lesson(course=course)
    work = make.work(lesson=lesson)
    mark = make.mark(lesson=lesson, student=student)

    assert days(lesson, "topic_deadline_on") == (october(15),)
    assert [days(row, "due_on", "due_moved") for row in (work, mark)] == [(october(20), True), (october(15), True)]


def test_lessons_drawn_up_later_know_of_the_pause(course):
    make.slot(course)
    make.pause(date(2027, 5, 24), date(2027, 5, 25))

    draw_up_lessons(make.year(), since=date(2027, 5, 20))

    assert Lesson.objects.get().topic_deadline_on == date(2027, 5, 26)


@pytest.mark.parametrize(
    "cancel",
    [
        cancel_work,
        lambda work, **said: cancel_lessons([work.lesson], **said),
    ],
)
def test_mark_of_what_is_cancelled_is_owed_as_its_day_says(work, student, cancel, deputy):
    """Cancelled on its day, a work owes nothing; a pause withdrawn afterwards puts that day before the cancelling."""
    mark = make.mark(work=work, student=student)
    outage = make.pause(october(14), october(20))
    cancel(work, reason="ошибка", by=deputy, at=make.at(on=october(25)))

    assert days(mark, "due_on", "duty") == (october(25), "")
    withdraw(outage, moment=make.at(on=october(26)))
    assert days(mark, "due_on", "duty") == (october(18), Duty.WRITTEN)
    make.pause(october(14), october(20), moment=make.at(on=october(27)))
    assert days(mark, "due_on", "duty") == (october(25), "")


def test_pause_recorded_afterwards_moves_what_was_late(lesson):
    make.pause(october(12), october(14), moment=make.at(on=october(20)))

    assert days(lesson, "topic_deadline_on") == (october(15),)


# --- Withdrawn


def test_withdrawn_pause_gives_the_days_back(lesson, work, student, deputy, teacher):
    mark = make.mark(lesson=lesson, student=student)
    sick, outage = make.pause(october(12), october(20), teacher=teacher), make.pause(october(12), october(13))

    withdraw(sick, moment=make.at(11), by=deputy)

    assert days(lesson, "topic_deadline_on", "homework_deadline_on") == (october(14), october(14))
    assert days(work, "due_on", "due_moved") == (october(19), True)
    withdraw(outage)
    assert days(lesson, "topic_deadline_on", "homework_deadline_on") == (october(12), october(12))
    assert days(work, "due_on", "due_moved") == (october(18), False)
    assert days(mark, "due_on", "due_moved") == (october(12), False)
    assert days(sick, "withdrawn_by", "withdrawn_at", "withdraw_reason") == (
        deputy,
        make.at(11),
        "внесена по ошибке",
    )
    assert moved_by([sick, outage]) == dict.fromkeys((sick.pk, outage.pk), Moved(0, 0, 0, 0))
    assert moved_by([]) == {}


def test_teacher_is_told_that_the_pause_is_withdrawn(teacher):
    withdraw(make.pause(october(12), teacher=teacher), reason="больничный закрыт раньше.")
    withdraw(make.pause(october(12)))

    assert list(Notice.objects.values_list("recipient", "address", "text")) == [
        (
            teacher.pk,
            "/teach/pauses/",
            "Приостановка сроков 12\u00a0октября отозвана: больничный закрыт раньше. Сроки посчитаны заново.",
        )
    ]


def test_pause_is_withdrawn_once_and_for_a_reason(deputy):
    new = make.pause(october(12))

    with pytest.raises(Refused, match="Напишите, почему приостановка отзывается"):
        withdraw(new, reason="")
    with pytest.raises(Refused, match=r"Слишком длинный текст: почему отозвана\. Уместится 200 знаков"):
        withdraw(new, reason="я" * 201)
    withdraw(new, by=deputy)
    with pytest.raises(Refused, match=r"Власова Н\.\sА\.: приостановка уже отозвана"):
        withdraw(new)


# --- Refused


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"last": october(11)}, "Последний день приостановки раньше первого"),
        ({"words": "", "document": ""}, "Напишите пояснение или укажите документ"),
        ({"words": "я" * 201}, "Слишком длинный текст: пояснение"),
        ({"document": "я" * 121}, "Слишком длинный текст: документ"),
    ],
)
def test_pause_is_refused(db, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        make.pause(october(12), **facts)

    assert not Pause.objects.exists()


def test_same_pause_is_recorded_once(teacher):
    make.pause(october(12))

    with pytest.raises(Refused, match=r"Такая приостановка уже внесена: 12\sоктября, сбой связи или дневника"):
        make.pause(october(12))
    make.pause(october(12), teacher=teacher)
    withdraw(Pause.objects.get(teacher=None))
    make.pause(october(12))
    assert Pause.objects.standing().count() == 2


@pytest.mark.parametrize("number", [1, 28])
def test_few_statements_whatever_the_number(number, django_assert_num_queries, course, student):
    for day in range(1, number + 1):
        lesson = make.lesson(course=course, on=october(day))
        make.work(lesson=lesson)
        make.mark(lesson=lesson, student=student, moment=make.at(20, on=october(day)))
    by = make.person()

    # Two savepoints, two locks, one look for the same, one row, ten of the recount, four of what moved.
    with django_assert_num_queries(23):
        make.pause(october(1), october(28), by=by)

    assert not Lesson.objects.exclude(topic_deadline_on=october(29), homework_deadline_on=october(29)).exists()
