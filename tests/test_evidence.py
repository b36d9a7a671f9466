"""What the diary says of one entry, through the one door that complaints have."""

from datetime import date

import pytest

from journal.actions import waive
from journal.enums import DayOffKind, Duty, DutyState
from journal.evidence import awaited_by, entry_of, history_of, is_working_day, punctuality_of
from tests import make
from tests.complaining import FRIDAY
from tests.owing import plain


@pytest.fixture
def asked(student):
    """Ask for an entry of the student's diary at a moment; return what is said of it."""

    def ask(key, *, now=make.NOW, of=student):
        found = entry_of(key, student=of, now=now)
        return found and (plain(found.named), found.said, plain(found.state), found.entered_at)

    return ask


def test_absent_topic_says_since_when_it_is_late(asked, late_topic):
    assert asked(f"topic-{late_topic.pk}") == (
        "Тема урока: Алгебра, 9 октября",
        "",
        "срок прошёл 09.10, запись ещё не внесена",
        None,
    )


def test_absent_topic_of_today_is_due(asked, lesson):
    assert asked(f"topic-{lesson.pk}")[2] == "ещё не внесено, срок 12.10 до 23:59"


@pytest.mark.parametrize(
    "on, state",
    [(FRIDAY, "внесено в срок (не позднее 09.10)"), (make.TODAY, "внесено позже срока на 3 дня (срок 09.10)")],
)
def test_topic_says_when_it_was_entered(on, state, asked, late_topic):
    make.write_topic(late_topic, "Степень", at=make.at(15, on=on))

    assert asked(f"topic-{late_topic.pk}") == (
        "Тема урока: Алгебра, 9 октября",
        "Степень",
        state,
        make.at(15, on=on),
    )


def test_waived_topic_says_so(asked, late_topic, deputy):
    waive(duty=Duty.TOPIC, lesson=late_topic, reason="Урок не состоялся", by=deputy, at=make.NOW)

    assert asked(f"topic-{late_topic.pk}")[2] == "обязанность снята завучем (срок был 09.10)"


@pytest.mark.parametrize(
    "facts, said", [({"homework": "§ 7"}, "§ 7"), ({"homework_not_set": True}, "не задано"), ({}, "")]
)
def test_homework_says_its_words(facts, said, asked, course):
    lesson = make.lesson(course=course, on=FRIDAY, **facts)

    assert asked(f"homework-{lesson.pk}")[:2] == ("Домашнее задание: Алгебра, 9 октября", said)


@pytest.mark.parametrize("facts, said", [({"value": 4}, "4"), ({"value": None, "not_handed_in": True}, "не сдано")])
def test_mark_says_its_digit(facts, said, asked, work, student):
    make.mark(work=work, student=student, **facts)

    assert asked(f"written-{work.pk}-{student.pk}")[:2] == ("Отметка за «Контрольная № 1»: Алгебра, 12 октября", said)


def test_absent_mark_of_a_work_is_due_on_the_sixth_day(asked, work, student):
    assert asked(f"written-{work.pk}-{student.pk}")[2] == "ещё не внесено, срок 18.10 до 23:59"


def test_entry_of_another_child_is_none(asked, late_topic, work, student, stranger):
    other = make.student("Яшин")

    assert asked(f"topic-{late_topic.pk}", of=other) is None
    assert asked(f"written-{work.pk}-{student.pk}", of=other) is None
    assert asked("nonsense") is None


def test_history_of_an_entry_is_told_as_it_went(late_topic, student, teacher):
    make.write_topic(late_topic, "Степень", at=make.at(12))
    make.write_topic(late_topic, "Степени", at=make.at(13))

    changes = history_of(entry_of(f"topic-{late_topic.pk}", student=student, now=make.at(14)))

    assert [(change.old, change.new, change.by) for change in changes] == [
        ("", "Степень", teacher),
        ("Степень", "Степени", teacher),
    ]


def test_awaited_entries_are_the_overdue_and_then_the_due(student, late_topic, lesson, work, belova):
    found = [(plain(one.named), one.clause, one.due, one.is_overdue) for one in awaited_by(student, now=make.NOW)]

    assert found == [
        ("Тема урока: Алгебра, 9 октября", "4.1.4", FRIDAY, True),
        ("Домашнее задание: Алгебра, 12 октября", "4.1.4", make.TODAY, False),
        ("Тема урока: Алгебра, 12 октября", "4.1.4", make.TODAY, False),
        ("Отметка за «Контрольная № 1»: Алгебра, 12 октября", "4.1.2", date(2026, 10, 18), False),
    ]


def test_awaited_entries_each_name_what_can_be_asked_for(student, late_topic, work):
    for one in awaited_by(student, now=make.NOW):
        assert entry_of(one.key, student=student, now=make.NOW).named == one.named


def test_nothing_is_awaited_before_the_school_has_terms(db):
    assert awaited_by(make.student(), now=make.NOW) == []


@pytest.mark.parametrize("lessons", [1, 3])
def test_awaited_entries_take_the_same_statements(lessons, student, course, django_assert_num_queries):
    for number in range(lessons):
        make.work(lesson=make.lesson(course=course, on=FRIDAY, number=number + 1))

    with django_assert_num_queries(4):  # the terms, and once each what
        awaited_by(student, now=make.NOW)


def test_punctuality_is_of_the_last_thirty_days(teacher, late_topic, course):
    make.lesson(course=course, on=date(2026, 9, 3))

    tally = punctuality_of(teacher, now=make.NOW)

    assert (tally.total, dict(tally.states)) == (2, {DutyState.OVERDUE: 1, DutyState.ON_TIME: 1})


@pytest.mark.parametrize(
    "day, whom, kind, works",
    [
        (date(2026, 10, 12), {}, None, True),
        (date(2026, 10, 17), {}, None, False),
        (date(2026, 10, 18), {}, None, False),
        (date(2026, 10, 12), {}, DayOffKind.HOLIDAY, False),
        (date(2026, 10, 12), {}, DayOffKind.BREAK, True),
        (date(2026, 10, 12), {"grade_from": 1, "grade_to": 4}, DayOffKind.HOLIDAY, True),
    ],
    ids=["Monday", "Saturday", "Sunday", "a holiday", "in the holidays of students", "a holiday of some grades"],
)
def test_office_works_on_working_days(day, whom, kind, works, db):
    if kind:
        make.day_off(day, kind=kind, **whom)

    assert is_working_day(day) is works


@pytest.mark.parametrize("day", [date(2027, 1, 8), date(2027, 2, 23), date(2026, 11, 4)])
def test_office_rests_on_the_holidays_of_the_state(day, db):
    assert not is_working_day(day)
