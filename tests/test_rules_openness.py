"""Is it allowed now? None, or the sentence of the refusal."""

from datetime import date

import pytest

from journal.enums import CourseKind, Presence, TermSystem
from journal.models import Course, Lesson, Subject, Term, Work, WorkKind
from journal.rules import openness
from tests import make

DAY = date(2026, 10, 12)
TERM = {"system": TermSystem.QUARTER, "number": 1}
COURSE = {"subject": Subject(name="Алгебра"), "group": "7 «А»"}


@pytest.mark.parametrize(
    "term, sentence",
    [
        (None, None),
        (Term(**TERM), None),
        (
            Term(**TERM, closed_at=make.NOW),
            "Период закрыт: I четверть. Изменить запись можно после того, как завуч откроет курс с указанием причины.",
        ),
    ],
)
def test_closed_term_is_refused(term, sentence):
    assert openness.closed_term(term) == sentence


@pytest.mark.parametrize(
    "lesson, sentence",
    [
        (Lesson(), None),
        (Lesson(cancelled_at=make.NOW), "Урок отменён. Записи отменённого урока не меняются."),
    ],
)
def test_cancelled_lesson_is_refused(lesson, sentence):
    assert openness.cancelled_lesson(lesson) == sentence


@pytest.mark.parametrize(
    "work, sentence",
    [(Work(), None), (Work(cancelled_at=make.NOW), "Работа отменена. Отметки за неё не ставятся.")],
)
def test_cancelled_work_is_refused(work, sentence):
    assert openness.cancelled_work(work) == sentence


@pytest.mark.parametrize(
    "course, is_open",
    [
        (Course(**COURSE, marks_since=DAY), True),
        (Course(**COURSE, marks_since=DAY, marks_until=DAY), True),
        (Course(**COURSE, marks_since=date(2026, 10, 13)), False),
        (Course(**COURSE, marks_since=date(2026, 9, 1), marks_until=date(2026, 10, 11)), False),
        (Course(**COURSE, kind=CourseKind.ACTIVITY), False),
    ],
)
def test_course_without_marks_is_refused(course, is_open):
    sentence = "Алгебра, 7 «А»: 12.10.2026 отметки в этом курсе не ставятся."

    assert openness.without_marks(course, DAY) == (None if is_open else sentence)


@pytest.mark.parametrize(
    "course, is_open",
    [
        (Course(**COURSE, homework_since=DAY), True),
        (Course(**COURSE, homework_since=date(2026, 10, 13)), False),
        (Course(**COURSE, homework_since=date(2026, 9, 1), homework_until=date(2026, 10, 11)), False),
        (Course(**COURSE), False),
    ],
)
def test_course_without_homework_is_refused(course, is_open):
    sentence = "Алгебра, 7 «А»: 12.10.2026 задания на дом в этом курсе не задаются."

    assert openness.without_homework(course, DAY) == (None if is_open else sentence)


@pytest.mark.parametrize("facts, is_open", [({}, True), ({"is_implicit": True}, False), ({"owes_marks": False}, False)])
def test_kind_of_its_own_is_refused(facts, is_open):
    sentence = "«Зачёт» на уроке не заводят. Выберите другой вид работы."

    assert openness.kind_of_its_own(WorkKind(name="Зачёт", **facts)) == (None if is_open else sentence)


@pytest.mark.parametrize(
    "today, sentence",
    [
        (date(2026, 10, 18), None),
        (
            date(2026, 10, 19),
            "Срок отметок за работу прошёл 18.10.2026. Отменить или перенести её может только завуч.",
        ),
    ],
)
def test_work_past_its_day_is_refused(today, sentence):
    assert openness.work_past_its_day(date(2026, 10, 18), today) == sentence


@pytest.mark.parametrize(
    "value, gives_ones, sentence",
    [
        (None, False, None),
        (2, False, None),
        (5, False, None),
        (1, True, None),
        (1, False, "Можно поставить отметку от 2 до 5."),
        (6, False, "Можно поставить отметку от 2 до 5."),
        (0, True, "Можно поставить отметку от 1 до 5."),
    ],
)
def test_digit_outside_the_scale_is_refused(value, gives_ones, sentence):
    assert openness.outside_scale(value, gives_ones=gives_ones) == sentence


@pytest.mark.parametrize(
    "presence, sentence",
    [
        (Presence.PRESENT, None),
        (Presence.LATE, None),
        (Presence.ABSENT, "отмечено отсутствие (Н). Поставить отметку?"),
        (Presence.ILL, "отмечено отсутствие (Б). Поставить отметку?"),
    ],
)
def test_mark_of_an_absent_student_is_asked_about(presence, sentence):
    assert openness.mark_of_absent(presence) == sentence


@pytest.mark.parametrize(
    "last, sentence",
    [
        (date(2026, 10, 11), "Последний день отсутствия раньше первого."),
        (date(2026, 10, 12), None),
        (date(2026, 11, 11), None),
        (date(2026, 11, 12), "Сразу можно отметить не больше 31 дней."),
    ],
)
def test_absence_of_too_many_days_is_refused(last, sentence):
    assert openness.absence_too_long(DAY, last) == sentence


@pytest.mark.parametrize(
    "first, sentence",
    [
        (
            date(2026, 10, 11),
            "Сообщить можно о сегодняшнем дне и о днях после него. О прошедших скажите классному руководителю.",
        ),
        (date(2026, 10, 12), None),
        (date(2027, 2, 9), None),
        (date(2027, 2, 10), "До 10.02.2027 больше 120 дней. Проверьте день и год."),
    ],
)
def test_absence_that_is_not_ahead_is_refused(first, sentence):
    assert openness.absence_not_ahead(first, DAY) == sentence


@pytest.mark.parametrize("last, is_open", [(date(2026, 10, 12), True), (date(2026, 10, 11), False)])
def test_word_about_days_behind_is_not_taken_back(last, is_open):
    sentence = "Эти дни уже прошли: сообщение не отзывают. Если в журнале ошибка, скажите классному руководителю."

    assert openness.withdrawn_late(last, DAY) == (None if is_open else sentence)


PRESENT, ABSENT, LATE = Presence.PRESENT, Presence.ABSENT, Presence.LATE
ILL, EXCUSED, UNEXCUSED = Presence.reasons()


@pytest.mark.parametrize("old", Presence)
@pytest.mark.parametrize("new", Presence)
def test_reasons_are_refused_to_the_subject_teacher(old, new):
    is_open = new in (PRESENT, ABSENT, LATE) or new == old
    sentence = f"«{new.label}» ставит классный руководитель. На уроке отмечают Н и ОП."

    assert openness.reason_of_the_homeroom(old, new) == (None if is_open else sentence)


@pytest.mark.parametrize("presence", Presence)
def test_who_was_there_is_not_noted_beside_a_work(presence):
    sentence = f"«{presence.label}» ставят в первом столбце урока, где ответы. За работу ставят отметку или точку."

    assert openness.presence_beside_a_work(presence) == (sentence if presence else None)


@pytest.mark.parametrize("has_begun", [True, False])
@pytest.mark.parametrize("old", Presence)
def test_who_was_there_is_refused_to_the_homeroom_teacher(old, has_begun):
    explained = [] if old == LATE else [ILL, EXCUSED, UNEXCUSED]
    taken_back = [ABSENT if has_begun else PRESENT] if old in Presence.reasons() else []
    sentence = "Кто был на уроке, отмечает учитель урока. Классный руководитель ставит причину: Б, УП или НП."

    refusals = {new: openness.not_the_homerooms(old, new, has_begun=has_begun) for new in Presence}

    assert refusals == {new: None if new in explained + taken_back else sentence for new in Presence}
