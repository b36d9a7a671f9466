"""Where no mark can be, and what cannot be given."""

import pytest

from journal.actions import MarkEntry, Refused, give_marks
from journal.enums import Presence
from journal.models import Change, Lesson, Mark, Term, Work
from tests import make

YESTERDAY, TOMORROW = make.TODAY - make.days(1), make.TODAY + make.days(1)
FRIDAY = make.TODAY + make.days(4)


@pytest.fixture
def work(lesson):
    """Today's test."""
    return make.work(lesson=lesson)


@pytest.fixture
def give(work, student):
    """Give the student a mark for the test, as a page does."""

    def give(value=None, *, at=make.NOW, **facts):
        facts = {"work": work, "student": student, "by": work.lesson.teacher} | facts
        give_marks([MarkEntry(value=value, at=at, **facts)])

    return give


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"done_on": YESTERDAY}, "Укажите день от 12.10.2026 до 12.10.2026"),
        ({"done_on": TOMORROW}, "Укажите день от 12.10.2026 до 12.10.2026"),
        ({"received_on": YESTERDAY, "received_reason": "Болел"}, "Укажите день"),
        ({"received_on": TOMORROW, "received_reason": " ", "at": make.at(on=FRIDAY)}, "Напишите, почему"),
        ({"at": make.at(on=YESTERDAY)}, "Урок 12.10.2026 ещё не наступил"),
        ({"second_value": 5}, "Вторая отметка ставится только за работу из двух частей"),
        ({"not_handed_in": True}, "«Не сдано» и отметка вместе не ставятся"),
        ({"value": 1}, "Можно поставить отметку от 2 до 5"),
        ({"value": 6}, "Можно поставить отметку от 2 до 5"),
        ({"comment": "м" * 301}, "Слишком длинный текст: пояснение"),
        ({"received_reason": "м" * 201}, "Слишком длинный текст: почему в другой день"),
    ],
)
def test_what_cannot_be_is_refused(give, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        give(**{"value": 4} | facts)

    assert not Mark.objects.exists()


def test_second_mark_without_a_first_is_refused(give, lesson):
    dictation = make.work(lesson=lesson, kind_code="dictation-task")

    with pytest.raises(Refused, match="и после первой"):
        give(None, second_value=5, work=dictation)


# --- What takes an overdue mark away

# Done on the 16th, the mark is due on the 22nd.
DUE = FRIDAY + make.days(6)


@pytest.fixture
def done_later(give, lesson, student):
    """The student was away, and has done the test on Friday."""
    make.absence(lesson=lesson, student=student)
    give(done_on=FRIDAY, at=make.at(on=FRIDAY))


PAST = r"прошёл 22\.10\.2026\. Назвать, сменить или убрать день, когда работу выполнили, уже нельзя"


@pytest.mark.parametrize("value", [None, 4], ids=["no mark", "with its mark"])
@pytest.mark.parametrize("done_on", [None, make.TODAY + make.days(8)], ids=["taken back", "changed"])
def test_day_of_an_overdue_work_stays(done_later, give, value, done_on):
    with pytest.raises(Refused, match=PAST):
        give(value, done_on=done_on, at=make.at(on=DUE + make.days(1)))

    assert Mark.objects.values_list("value", "done_on").get() == (None, FRIDAY)


def test_day_of_a_work_is_taken_back_in_time(done_later, give):
    give(at=make.at(on=DUE))

    assert Mark.objects.values_list("value", "done_on").get() == (None, None)


# --- What would make an overdue mark of one who was there be in time

WORK_DUE = make.TODAY + make.days(6)
AFTER = WORK_DUE + make.days(1)


def away_too_late(lesson, student):
    make.absence(lesson=lesson, student=student, moment=make.at(on=AFTER))


def late_for_the_lesson(lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)


def there(lesson, student):
    pass


@pytest.mark.parametrize("happen", [there, late_for_the_lesson, away_too_late])
@pytest.mark.parametrize("value", [None, 4], ids=["no mark", "with its mark"])
def test_work_of_one_who_was_there_is_not_done_later_after_its_day(give, lesson, student, happen, value):
    happen(lesson, student)

    with pytest.raises(Refused, match=r"прошёл 18\.10\.2026\. Назвать"):
        give(value, done_on=FRIDAY, at=make.at(on=AFTER))

    assert not Mark.objects.exists()


def test_late_mark_of_one_who_was_there_stays_late(give):
    give(4, at=make.at(on=AFTER))

    with pytest.raises(Refused, match="снимает только завуч"):
        give(4, done_on=AFTER, at=make.at(on=AFTER))

    assert Mark.objects.values_list("done_on", "due_on").get() == (None, WORK_DUE)


def test_work_of_one_who_was_there_is_done_later_in_time(give):
    give(done_on=FRIDAY, at=make.at(on=WORK_DUE))

    assert Mark.objects.values_list("done_on", "due_on").get() == (FRIDAY, DUE)


def test_work_of_one_recorded_absent_in_time_is_done_later_at_any_time(give, lesson, student):
    make.absence(lesson=lesson, student=student, moment=make.at(on=WORK_DUE))

    give(4, done_on=FRIDAY, at=make.at(on=DUE))

    assert Mark.objects.values_list("done_on", "due_on").get() == (FRIDAY, DUE)


# --- Where no mark can be


def cancel_the_work(work):
    Work.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY)


def cancel_the_lesson(work):
    Lesson.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY)


def close_the_term(work):
    Term.objects.update(closed_at=make.NOW)


def stop_marking(work):
    work.course.marks_until = YESTERDAY
    work.course.save()


def leave(work):
    work.course.memberships.update(until=YESTERDAY)


@pytest.mark.parametrize(
    "happen, sentence",
    [
        (cancel_the_work, "Работа отменена"),
        (cancel_the_lesson, "Урок отменён"),
        (close_the_term, "Период закрыт: I четверть"),
        (stop_marking, "отметки в этом курсе не ставятся"),
        (leave, "Абрамов Пётр: ученика нет в списке этого урока"),
    ],
)
def test_mark_is_refused_though_its_page_was_open(give, work, happen, sentence):
    happen(work)

    with pytest.raises(Refused, match=sentence):
        give(4)


def test_one_stranger_among_good_ones_stops_the_batch(work, course, teacher, student):
    facts = {"work": work, "by": teacher, "at": make.NOW, "value": 4}

    with pytest.raises(Refused, match="Белов Пётр"):
        give_marks([MarkEntry(student=who, **facts) for who in (student, make.student("Белов"))])

    assert (Mark.objects.count(), Change.objects.count(), course.chain_head.number) == (0, 1, 1)
