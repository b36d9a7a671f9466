"""Two deputies at one moment, and a teacher who writes meanwhile: no day is lost."""

from datetime import date

from accounts.models import User
from journal.actions import MarkEntry, accept_request, ask_for_pause, decline_request, give_marks, hand_over, waive
from journal.enums import Duty, PauseReason
from journal.models import Handover, Lesson, Mark, Pause, PauseRequest, Waiver
from tests import make
from tests.at_once import WITH_MANY_WRITERS, at_once

pytestmark = WITH_MANY_WRITERS

FRIDAY = date(2026, 10, 16)


def a_lesson(**facts):
    student = make.student()
    return make.lesson(course=make.course(teacher=make.teacher(), students=[student]), **facts), student


def test_request_is_answered_once():
    deputies = [make.person() for _ in "12"]
    asked = {"first_day": make.TODAY, "last_day": FRIDAY, "reason": PauseReason.AWAY, "words": "Курсы"}
    request = ask_for_pause(teacher=make.teacher(), **asked, at=make.NOW)
    answers = [
        lambda: accept_request(request, by=deputies[0], at=make.NOW),
        lambda: decline_request(request, words="Нет", by=deputies[1], at=make.NOW),
    ]

    refused = at_once(lambda answer: answer(), *answers)

    row = PauseRequest.objects.get()
    assert (refused, Pause.objects.count()) == (1, int(row.pause_id is not None))
    assert row.answered_by == deputies[row.pause_id is None]


def test_request_sent_twice_is_asked_once():
    teacher = make.teacher()
    asked = {"first_day": make.TODAY, "last_day": FRIDAY, "reason": PauseReason.AWAY, "words": "Курсы"}

    refused = at_once(lambda at: ask_for_pause(teacher=teacher, **asked, at=at), make.NOW, make.at(10, 1))

    assert (refused, PauseRequest.objects.count()) == (1, 1)


def test_pauses_that_follow_one_another_are_merged():
    lesson, _ = a_lesson()
    by, days = make.person(), [make.TODAY + make.days(number) for number in range(4)]

    at_once(lambda day: make.pause(day, by=by), *days)

    lesson.refresh_from_db()
    assert lesson.topic_deadline_on == FRIDAY


def test_mark_given_meanwhile_is_due_after_the_pause():
    lesson, student = a_lesson()
    work, by = make.work(lesson=lesson), make.person()
    # A day of its own, for which the pauses are read anew.
    entry = MarkEntry(
        work=work, student=student, value=None, done_on=make.TODAY + make.days(1), by=by, at=make.at(on=FRIDAY)
    )
    acts = [lambda: make.pause(FRIDAY, by=by), lambda: give_marks([entry])]

    at_once(lambda act: act(), *acts)

    assert Mark.objects.get().due_on == date(2026, 10, 20)


def test_duties_are_handed_over_once():
    lesson, _ = a_lesson()
    by, successors = make.person(), [make.teacher("Первая"), make.teacher("Вторая")]
    said = {"giver": lesson.teacher, "reason": "Приказ", "by": by, "at": make.NOW}

    refused = at_once(lambda successor: hand_over(successor=successor, **said), *successors)

    owed = Lesson.objects.values_list("topic_owed_by", "homework_owed_by").get()
    assert (refused, Handover.objects.count(), len(set(owed))) == (1, 1, 1)
    assert Handover.objects.get().successor in User.objects.filter(pk__in=owed)


def test_duty_is_waived_once():
    lesson, _ = a_lesson(on=make.TODAY - make.days(1))
    said = {"duty": Duty.TOPIC, "lesson": lesson, "reason": "Ошибка расписания", "at": make.NOW}

    refused = at_once(lambda by: waive(**said, by=by), make.person(), make.person())

    assert (refused, Waiver.objects.count()) == (1, 1)
