"""Duties taken away after their day, one by one, for a reason."""

from datetime import date

import pytest

from journal.actions import Refused, cancel_lessons, hand_over, waive
from journal.control import Selection, duty_rows
from journal.enums import Duty, DutyState
from journal.models import Lesson, Membership, Waiver, Work, owed_to, with_progress
from tests import make

TUESDAY = make.at(on=make.TODAY + make.days(1))
NEXT_MONDAY = make.at(on=make.TODAY + make.days(7))


@pytest.fixture
def waive_as(deputy):
    def waive_as(duty=Duty.TOPIC, *, moment=TUESDAY, reason="Урок отменён задним числом", **of):
        return waive(duty=duty, **of, reason=reason, by=deputy, at=moment)

    return waive_as


def unmarked(work):
    return with_progress(Work.objects.filter(pk=work.pk)).get().unmarked


@pytest.mark.parametrize("duty", [Duty.TOPIC, Duty.HOMEWORK])
def test_entry_of_a_lesson_is_waived(waive_as, lesson, deputy, duty):
    waiver = waive_as(duty, lesson=lesson)

    assert list(
        Waiver.objects.values_list("duty", "lesson", "work", "student", "reason", "waived_by", "waived_at")
    ) == [(duty, lesson.pk, None, None, "Урок отменён задним числом", deputy.pk, TUESDAY)]
    assert waiver == Waiver.objects.get()
    assert not Lesson.objects.lacking(duty).exists()
    other = ({Duty.TOPIC, Duty.HOMEWORK} - {duty}).pop()
    assert Lesson.objects.lacking(other).get() == lesson


def test_mark_of_one_student_is_waived(waive_as, work, student, belova):
    assert unmarked(work) == 2

    waive_as(Duty.WRITTEN, work=work, student=student, moment=NEXT_MONDAY)

    assert unmarked(work) == 1
    assert not owed_to(student, Work.objects.all()).exists()
    assert owed_to(belova, Work.objects.all()).get() == work


def left_on_the_20th(work, student):
    """Example 26."""
    until = date(2026, 10, 20)
    Membership.objects.filter(student=student.pk).update(until=until, until_recorded_on=until)
    return make.at(on=date(2026, 10, 21))


def noted_absent_on_the_19th(work, student):
    """Example 27."""
    make.absence(lesson=work.lesson, student=student, moment=NEXT_MONDAY)
    return NEXT_MONDAY


@pytest.mark.parametrize("happen", [left_on_the_20th, noted_absent_on_the_19th])
def test_what_happens_after_the_day_takes_nothing_away_but_by_a_waiver(waive_as, work, student, happen):
    moment = happen(work, student)
    assert unmarked(work) == 1

    waive_as(Duty.WRITTEN, work=work, student=student, moment=moment)

    assert unmarked(work) == 0


def test_entry_of_a_lesson_cancelled_too_late_is_waived(waive_as, lesson, deputy):
    cancel_lessons([lesson], reason="ошибка в расписании", by=deputy, at=TUESDAY)

    waive_as(lesson=lesson)

    assert not Lesson.objects.lacking(Duty.TOPIC).exists()


# --- Refused

NOTHING = "Снимать нечего"
NOT_WAIVABLE = "Снять можно тему или задание урока и отметку ученика за письменную работу"


@pytest.mark.parametrize(
    "duty, named",
    [
        (Duty.TOPIC, ()),
        (Duty.TOPIC, ("work", "student")),
        (Duty.HOMEWORK, ()),
        (Duty.WRITTEN, ("lesson",)),
        (Duty.WRITTEN, ("work",)),
        (Duty.WRITTEN, ("student",)),
        (Duty.MARK, ("work", "student")),
        (Duty.REMOTE, ("work", "student")),
    ],
)
def test_only_these_duties_are_waived(waive_as, lesson, work, student, duty, named):
    every = {"lesson": lesson, "work": work, "student": student}

    with pytest.raises(Refused, match=NOT_WAIVABLE):
        waive_as(duty, **{name: every[name] for name in named}, moment=NEXT_MONDAY)


@pytest.mark.parametrize(
    "duty, facts",
    [
        (Duty.TOPIC, {"topic": "Степень"}),
        (Duty.HOMEWORK, {"homework": "п. 7"}),
        (Duty.HOMEWORK, {"homework_not_set": True}),
        (Duty.TOPIC, {"cancelled_at": make.NOW}),
    ],
)
def test_nothing_is_waived_where_a_lesson_lacks_nothing(waive_as, course, duty, facts):
    lesson = make.lesson(course=course, **facts)

    with pytest.raises(Refused, match=NOTHING):
        waive_as(duty, lesson=lesson)


def test_homework_that_is_not_wanted_is_not_waived(waive_as, teacher):
    lesson = make.lesson(course=make.course(teacher=teacher, homework_since=None))

    with pytest.raises(Refused, match=NOTHING):
        waive_as(Duty.HOMEWORK, lesson=lesson)


def test_nothing_is_waived_where_no_mark_is_owed(waive_as, work, student, belova):
    make.mark(work=work, student=student)
    stranger = make.student("Чужой")

    for person in (student, stranger):
        with pytest.raises(Refused, match=NOTHING):
            waive_as(Duty.WRITTEN, work=work, student=person, moment=NEXT_MONDAY)


def test_what_can_still_be_done_in_time_is_not_waived(waive_as, lesson, work, student):
    with pytest.raises(Refused, match=r"Срок ещё не прошёл: запись можно внести по 12\.10\.2026"):
        waive_as(lesson=lesson, moment=make.at(23, 59))
    with pytest.raises(Refused, match=r"по 18\.10\.2026"):
        waive_as(Duty.WRITTEN, work=work, student=student, moment=make.at(on=date(2026, 10, 18)))
    assert not Waiver.objects.exists()


def test_own_day_of_the_student_counts(waive_as, work, student):
    """Done on Friday, without a mark yet: due six days later."""
    make.absence(lesson=work.lesson, student=student)
    make.mark(work=work, student=student, value=None, done_on=date(2026, 10, 16), moment=make.at(on=date(2026, 10, 16)))

    with pytest.raises(Refused, match=r"по 22\.10\.2026"):
        waive_as(Duty.WRITTEN, work=work, student=student, moment=NEXT_MONDAY)
    waive_as(Duty.WRITTEN, work=work, student=student, moment=make.at(0, on=date(2026, 10, 23)))


def test_lesson_that_has_not_begun_owes_nothing_to_waive(waive_as, course):
    lesson = make.lesson(course=course, on=make.TODAY + make.days(1), number=5)

    with pytest.raises(Refused, match=NOTHING):
        waive_as(lesson=lesson)


def test_duty_is_waived_once(waive_as, lesson, work, student):
    for duty, of in ((Duty.TOPIC, {"lesson": lesson}), (Duty.WRITTEN, {"work": work, "student": student})):
        waive_as(duty, **of, moment=NEXT_MONDAY)

        with pytest.raises(Refused, match="Эта обязанность уже снята"):
            waive_as(duty, **of, moment=NEXT_MONDAY)
    assert Waiver.objects.count() == 2


@pytest.mark.parametrize("reason, sentence", [("", "Напишите, почему обязанность снимается"), ("я" * 201, "Слишком")])
def test_waiver_has_a_reason(waive_as, lesson, reason, sentence):
    with pytest.raises(Refused, match=sentence):
        waive_as(lesson=lesson, reason=reason)


def test_waived_duty_stays_with_who_owed_it(waive_as, work, student, belova, colleague, teacher, deputy):
    waive_as(Duty.WRITTEN, work=work, student=student, moment=NEXT_MONDAY)

    hand_over(giver=teacher, successor=colleague, reason="Приказ № 5", by=deputy, at=NEXT_MONDAY)

    selection = Selection(make.YEAR_BEGINS, make.YEAR_ENDS, NEXT_MONDAY, NEXT_MONDAY.date(), rule=Duty.WRITTEN)
    assert {row.state: row.teacher for row in duty_rows(selection)} == {
        DutyState.WAIVED: teacher,
        DutyState.OVERDUE: colleague,
    }
