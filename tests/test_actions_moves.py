"""A work moved to another lesson, with the marks that stand for it."""

import pytest

from journal.actions import Refused, cancel_work, move_work
from journal.enums import Matter
from journal.models import Change, Lesson, Mark, Term, Work
from tests import make
from tests.teaching import history

BEFORE, AFTER = make.TODAY - make.days(3), make.TODAY + make.days(3)
BEFORE_LESSONS = make.at(7)


@pytest.fixture
def earlier(course):
    return make.lesson(course=course, on=BEFORE, number=2)


@pytest.fixture
def later(course):
    return make.lesson(course=course, on=AFTER, number=3)


@pytest.fixture
def work(lesson):
    return make.work(lesson=lesson)


def move(work, lesson, moment=BEFORE_LESSONS):
    move_work(work, lesson=lesson, by=work.set_by, at=moment)
    work.refresh_from_db()


def test_work_moves_with_its_due_day(work, later):
    move(work, later)

    assert (work.lesson, work.date, work.due_on, work.number) == (later, AFTER, AFTER + make.days(6), 1)
    assert history("lesson", "old", "new")[1:] == [
        (
            later.pk,
            "Контрольная работа, вес 3, отметки не позднее 18.10.2026, 12.10.2026, 1-й урок",
            "Контрольная работа, вес 3, отметки не позднее 21.10.2026, 15.10.2026, 3-й урок",
        )
    ]


def test_moved_work_stands_after_the_works_of_its_lesson(work, later):
    make.work(lesson=later, moment=make.NOW)

    move(work, later)

    assert work.number == 2


def test_work_moved_to_its_own_lesson_stays(work, lesson):
    move(work, lesson)

    assert Change.objects.count() == 1


def test_marks_move_to_an_earlier_day_with_their_work(work, student, earlier):
    make.mark(work=work, student=student, value=4)

    move(work, earlier)

    mark = Mark.objects.get()
    assert (mark.date, mark.received_on, mark.due_on, mark.recorded_on) == (
        BEFORE,
        BEFORE,
        BEFORE + make.days(6),
        make.TODAY,
    )
    assert not Change.objects.about(Matter.MARK).exclude(old="").exists()


def test_work_done_later_keeps_its_day(work, student, earlier):
    make.mark(work=work, student=student, done_on=make.TODAY, value=None)

    move(work, earlier)

    mark = Mark.objects.get()
    assert (mark.date, mark.done_on, mark.due_on) == (BEFORE, make.TODAY, make.TODAY + make.days(6))


def test_oral_mark_is_due_on_the_day_it_was_received(course, student, lesson):
    work = make.work(lesson=make.lesson(course=course, on=BEFORE), kind_code="by-heart")
    received = {"received_on": make.TODAY, "received_reason": "болел"}
    mark = make.mark(work=work, student=student, moment=make.NOW, **received)

    move(work, lesson, make.at(on=BEFORE))

    mark.refresh_from_db()
    assert (mark.date, mark.received_on, mark.received_reason, mark.due_on) == (
        make.TODAY,
        make.TODAY,
        "",
        make.TODAY,
    )
    assert history("matter", "old", "new")[-1] == (Matter.MARK, "5 (получена 12.10.2026)", "5")


def test_marks_are_never_older_than_their_work(work, student, later):
    make.mark(work=work, student=student)

    with pytest.raises(Refused, match=r"За работу уже есть записи от 12\.10\.2026"):
        move(work, later)

    make.mark(work=work, student=student, value=None)
    move(work, later)
    assert (Mark.objects.get().date, Mark.objects.get().received_on) == (AFTER, AFTER)


def test_half_a_mark_is_a_mark(lesson, student, later):
    work = make.work(lesson=lesson, kind_code="essay")
    make.mark(work=work, student=student)

    with pytest.raises(Refused, match="За работу уже есть записи"):
        move(work, later)


def test_work_does_not_move_before_the_day_on_which_it_was_done(course, student, later):
    work = make.work(lesson=make.lesson(course=course, on=BEFORE))
    make.mark(work=work, student=student, value=None, done_on=make.TODAY, moment=make.NOW)

    with pytest.raises(Refused, match=r"записи от 12\.10\.2026"):
        move(work, later, make.at(on=BEFORE))


def test_held_work_is_not_put_ahead(work, later):
    sentence = r"Работа уже проведена 12\.10\.2026: перенести её можно только на урок, который уже начался"
    for moment in (work.lesson.starts_at, make.at(23, on=work.due_on - make.days(4)), make.at(9, 59, on=AFTER)):
        with pytest.raises(Refused, match=sentence):
            move(work, later, moment)

    assert (Change.objects.count(), Work.objects.get().date) == (1, make.TODAY)


def test_held_work_is_put_right_among_lessons_that_have_begun(work, earlier, later):
    move(work, earlier, make.at(10))
    assert work.date == BEFORE
    move(work, later, later.starts_at)
    assert work.date == AFTER


def test_held_work_that_is_not_written_may_be_put_ahead(lesson, later):
    move(work := make.work(lesson=lesson, kind_code="by-heart"), later, make.NOW)

    assert work.date == AFTER


def when_its_day_has_passed(work, later):
    return {"moment": make.at(0, on=work.due_on + make.days(1))}


def when_the_day_of_a_mark_has_passed(work, later):
    mark = make.mark(work=work, student=work.course.memberships.get().student, moment=make.at(on=AFTER))
    Mark.objects.filter(pk=mark.pk).update(due_on=make.TODAY)
    return {"moment": make.at(on=AFTER)}


def when_cancelled(work, later):
    cancel_work(work, reason="ошибка", by=work.set_by, at=make.NOW)


def when_the_lesson_is_cancelled(work, later):
    Lesson.objects.filter(pk=later.pk).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)


def to_another_course(work, later):
    return {"lesson": make.lesson(course=make.course(teacher=work.set_by, subject_name="Химия"))}


def when_the_term_is_closed(work, later):
    Term.objects.update(closed_at=make.NOW)


def to_a_day_without_marks(work, later):
    later.course.marks_until = make.TODAY
    later.course.save()


@pytest.mark.parametrize(
    "happen, sentence",
    [
        (when_its_day_has_passed, r"Срок отметок за работу прошёл 18\.10\.2026"),
        (when_the_day_of_a_mark_has_passed, r"Срок отметок за работу прошёл 12\.10\.2026"),
        (when_cancelled, "Работа отменена"),
        (when_the_lesson_is_cancelled, "Урок отменён"),
        (to_another_course, "Перенести работу можно только на урок этого же курса"),
        (when_the_term_is_closed, "Период закрыт: I четверть"),
        (to_a_day_without_marks, "отметки в этом курсе не ставятся"),
    ],
)
def test_work_is_not_moved(work, later, happen, sentence):
    facts = {"lesson": later} | (happen(work, later) or {})

    with pytest.raises(Refused, match=sentence):
        move(work, **facts)

    work.refresh_from_db()
    assert work.date == make.TODAY


def test_answers_are_not_moved(lesson, later):
    with pytest.raises(Refused, match="«Ответ на уроке» на другой урок не переносится"):
        move(make.work(lesson=lesson, kind_code="answer"), later)


def test_listed_student_must_be_there(lesson, student, later):
    work = make.work(lesson=lesson, students=[student])
    lesson.course.memberships.update(until=make.TODAY)

    with pytest.raises(Refused, match=r"Абрамов Пётр: ученика нет в списке этого урока 15\.10\.2026"):
        move(work, later)


def test_marked_student_must_be_there(work, student, earlier):
    make.mark(work=work, student=student)
    work.course.memberships.update(since=make.TODAY)

    with pytest.raises(Refused, match="Абрамов Пётр: ученика нет в списке"):
        move(work, earlier)


def test_retake_and_its_work_keep_their_order(work, student, earlier, later):
    retake = make.work(lesson=work.lesson, students=[student], retake_of=work)

    with pytest.raises(Refused, match=r"Пересдача бывает на том же уроке или позже, не раньше 15\.10\.2026"):
        move(work, later)
    with pytest.raises(Refused, match=r"не раньше 12\.10\.2026"):
        move(retake, earlier)
    move(retake, later)
    move(work, later)
    assert (work.date, retake.date) == (AFTER, AFTER)
