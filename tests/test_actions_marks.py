"""Marks: given, corrected, taken away, refused."""

import pytest

from journal.actions import Conflict, MarkEntry, give_answers, give_marks
from journal.enums import Audience, Matter
from journal.models import Change, Mark, Work, the_school
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
        return Mark.objects.filter(work=facts["work"]).first()

    return give


def said():
    return list(Change.objects.about(Matter.MARK).order_by("number").values_list("old", "new", "reason"))


# --- Given, corrected, taken away


def test_mark_is_given(give, work, student, teacher):
    mark = give(4)

    assert (mark.value, mark.version, mark.date, mark.received_on) == (4, 1, make.TODAY, make.TODAY)
    assert (mark.given_by, mark.changed_at, mark.recorded_at) == (teacher, make.NOW, make.NOW)
    assert mark.due_on == make.TODAY + make.days(6)
    assert said() == [("", "4", "")]


def test_mark_is_corrected_and_taken_away(give):
    give(4)
    give(5)
    mark = give(None)

    assert (mark.value, mark.version, mark.emptied_on) == (None, 3, make.TODAY)
    assert said() == [("", "4", ""), ("4", "5", ""), ("5", "", "")]


def test_same_mark_again_changes_nothing(give):
    give(4)
    mark = give(4)

    assert (mark.version, len(said())) == (1, 1)


def test_empty_cell_left_empty_makes_no_row(give):
    assert give(None) is None
    assert said() == []


def test_dot_stands_in_place_of_a_mark(give):
    dot = give(not_handed_in=True).digits
    mark = give(3)

    assert (dot, mark.digits, mark.recorded_on) == ("·", "3", make.TODAY)


DOT, TAKEN = {"not_handed_in": True}, {}
LATER = make.at(on=TOMORROW)


@pytest.mark.parametrize(
    "steps, closed_by_dot",
    [
        ([(make.NOW, DOT)], True),
        ([(make.NOW, DOT), (LATER, {"value": 3})], True),
        ([(make.NOW, {"value": 3}), (LATER, DOT)], False),
        ([(make.NOW, DOT), (make.NOW, TAKEN), (make.NOW, {"value": 3})], True),
        ([(make.NOW, DOT), (make.NOW, TAKEN), (LATER, {"value": 3})], False),
        ([(make.NOW, {"value": 3}), (make.NOW, TAKEN), (LATER, DOT)], True),
    ],
)
def test_mark_remembers_that_a_dot_closed_its_duty(give, steps, closed_by_dot):
    for at, facts in steps:
        mark = give(at=at, **facts)

    assert mark.closed_by_dot is closed_by_dot


def test_author_of_a_correction_is_named(give, colleague):
    give(4)

    assert give(5, by=colleague).given_by == colleague


def test_history_tells_all_that_stands_in_the_cell(give):
    day = make.at(on=FRIDAY)
    give(4, comment=" Молодец ")
    give(4, at=day, done_on=FRIDAY)
    give(4, at=day, received_on=TOMORROW, received_reason="Отвечал после уроков")
    give(None, at=day, comment="Молодец", received_on=TOMORROW, received_reason="Отвечал после уроков")

    assert said() == [
        ("", "4 — Молодец", ""),
        ("4 — Молодец", "4 (работа выполнена 16.10.2026)", ""),
        ("4 (работа выполнена 16.10.2026)", "4 (получена 13.10.2026)", "Отвечал после уроков"),
        ("4 (получена 13.10.2026)", "", ""),
    ]


def test_one_cell_twice_in_a_batch_keeps_the_last_word(work, student, teacher):
    facts = {"work": work, "student": student, "by": teacher, "at": make.NOW}
    changed = give_marks([MarkEntry(value=4, **facts), MarkEntry(value=5, **facts)])

    assert [(mark.value, mark.version) for mark in Mark.objects.all()] == [(5, 2)]
    assert (changed, said()) == ([Mark.objects.get()], [("", "4", ""), ("4", "5", "")])


def test_one_cell_twice_in_a_batch_that_asks_for_versions_is_a_conflict(work, student, teacher):
    facts = {"work": work, "student": student, "by": teacher, "at": make.NOW, "version": 0}

    with pytest.raises(Conflict):
        give_marks([MarkEntry(value=4, **facts), MarkEntry(value=5, **facts)])

    assert not Mark.objects.exists()


def test_mark_of_a_person_is_the_mark_of_the_student(give, student, teacher):
    give(4, student=make.User.objects.get(pk=student.pk))

    assert give(5, student=student).version == 2


# --- Two parts


@pytest.fixture
def dictation(lesson):
    return make.work(lesson=lesson, kind_code="dictation-task")


def test_work_of_two_parts_is_recorded_with_the_second(give, dictation):
    first = give(4, work=dictation, at=make.at(on=TOMORROW)).recorded_on
    both = give(4, second_value=5, work=dictation, at=make.at(on=FRIDAY))

    assert (first, both.recorded_on, both.digits) == (None, FRIDAY, "4/5")


def test_part_taken_away_opens_the_work_again(give, dictation):
    give(4, second_value=5, work=dictation)
    give(4, work=dictation, at=make.at(on=TOMORROW))
    mark = give(4, second_value=3, work=dictation, at=make.at(on=FRIDAY))

    assert (mark.recorded_on, mark.recorded_at, mark.emptied_on) == (FRIDAY, make.at(on=FRIDAY), None)


def test_dot_closes_both_parts(give, dictation):
    assert give(not_handed_in=True, work=dictation).recorded_on == make.TODAY


# --- Days


def test_student_who_did_it_later_is_owed_from_that_day(give):
    mark = give(4, done_on=FRIDAY, at=make.at(on=FRIDAY))

    assert mark.due_on == FRIDAY + make.days(6)


def test_day_of_the_work_is_recorded_before_its_mark(give):
    mark = give(None, done_on=FRIDAY, at=make.at(on=FRIDAY))

    assert (mark.due_on, mark.recorded_on) == (FRIDAY + make.days(6), None)
    assert not Mark.objects.standing().exists()
    assert said() == [("", "(работа выполнена 16.10.2026)", "")]


def test_answer_received_on_another_day_is_due_on_it(give, lesson):
    oral = make.work(lesson=lesson, kind_code="answer")

    mark = give(5, work=oral, received_on=TOMORROW, received_reason="Болел", at=make.at(on=TOMORROW))

    assert (mark.received_on, mark.due_on, mark.received_reason) == (TOMORROW, TOMORROW, "Болел")


def test_ones_are_given_where_the_school_gives_them(give, school):
    make.school(gives_ones=True)

    assert give(1).value == 1


# --- Two who write at once


def test_mark_seen_in_another_version_is_a_conflict(give):
    give(4, version=0)

    with pytest.raises(Conflict, match="Выберите, что оставить") as conflict:
        give(5, version=0)

    assert conflict.value.standing.digits == "4"


def test_mark_that_both_gave_alike_is_no_conflict(give):
    give(4, version=0, comment="Молодец")

    mark = give(4, version=0)

    assert (mark.version, mark.comment) == (1, "Молодец")


@pytest.mark.parametrize(
    "said",
    [
        {"comment": "Ошибка в знаке"},
        {"done_on": TOMORROW},
        {"received_on": TOMORROW, "received_reason": "Пересдача"},
    ],
    ids=["comment", "done later", "received on another day"],
)
def test_words_beside_the_same_mark_are_not_lost(give, said):
    give(4, version=0, comment="Молодец")

    with pytest.raises(Conflict, match="Выберите, что оставить"):
        give(4, version=0, at=make.at(on=TOMORROW), **said)


def test_mark_taken_away_twice_is_no_conflict(give):
    give(4)
    give(None, version=1)

    assert give(None, version=1).version == 2


def test_conflicts_are_put_apart_and_the_others_written(give, work, course, teacher, student):
    give(4)
    other = make.student("Белов")
    make.membership(course, other)
    facts = {"work": work, "by": teacher, "at": make.NOW, "value": 5, "version": 0}
    apart = []

    changed = give_marks([MarkEntry(student=who, **facts) for who in (student, other)], apart=apart)

    assert [(mark.student, mark.value) for mark in changed] == [(other, 5)]
    assert [conflict.standing.value for conflict in apart] == [4]
    assert give(4).version == 1


# --- Answers at a lesson


def test_answers_make_the_oral_work_with_the_first_of_them(lesson, student, teacher):
    entry = MarkEntry(work=None, student=student, value=5, by=teacher, at=make.NOW)

    give_answers(lesson, [entry])
    give_answers(lesson, [entry])

    work = Work.objects.get()
    assert (work.is_implicit, work.audience, work.number) == (True, Audience.PRESENT, 0)
    assert [mark.value for mark in work.marks.all()] == [5]


def test_answers_that_say_nothing_make_no_work(lesson, student, teacher):
    entry = MarkEntry(work=None, student=student, by=teacher, at=make.NOW)

    assert give_answers(lesson, []) == give_answers(lesson, [entry]) == []
    assert not Work.objects.exists()


def test_answer_is_taken_away(lesson, student, teacher):
    mark = make.mark(lesson=lesson, student=student)

    give_answers(lesson, [MarkEntry(work=None, student=student, by=teacher, at=make.NOW)])

    mark.refresh_from_db()
    assert mark.value is None


def test_marks_take_the_same_number_of_statements(course, teacher, work, django_assert_num_queries):
    everybody = [make.student(f"Ученик{number}") for number in range(31)]
    for who in everybody:
        make.membership(course, who)
    entries = [MarkEntry(work=work, student=who, value=4, by=teacher, at=make.NOW) for who in everybody]
    the_school()

    # Savepoint; head, works, known marks, roster; marks, changes, head; savepoint.
    with django_assert_num_queries(9):
        give_marks(entries[:1])
    with django_assert_num_queries(9):
        give_marks(entries[1:])
