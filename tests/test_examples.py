"""The worked examples of the rules: each of them lived through the actions, and counted."""

from datetime import date

import pytest

from journal.enums import Duty, DutyState, Matter
from journal.models import Change
from tests import examples, make
from tests.controlled import COUNTERS
from tests.examples import Cast, october

MARK, WRITTEN, REMOTE, TOPIC, HOMEWORK = Duty
ON_TIME, LATE, DUE, OVERDUE, WAIVED = DutyState

NOVEMBER, JANUARY = make.at(on=date(2026, 11, 2)), make.at(on=date(2027, 1, 9))

# Number and what happened; the rule, when it is looked at, and the duties found: state, lateness, what stands beside.
EXAMPLES = (
    (1, examples.answer_in_the_last_second, MARK, NOVEMBER, [(ON_TIME, 0, "")]),
    (2, examples.answer_a_second_later, MARK, NOVEMBER, [(LATE, 1, "")]),
    (3, examples.test_marked_on_the_sixth_day, WRITTEN, NOVEMBER, [(ON_TIME, 0, "")]),
    (4, examples.test_marked_on_the_seventh_day, WRITTEN, NOVEMBER, [(LATE, 1, "")]),
    (5, examples.test_not_marked, WRITTEN, october(19), [(OVERDUE, 1, "")]),
    (6, examples.test_not_marked, WRITTEN, october(18), [(DUE, 0, "")]),
    (7, examples.test_of_an_absent_student, WRITTEN, october(19), []),
    (8, examples.test_done_later, WRITTEN, NOVEMBER, [(ON_TIME, 0, "")]),
    (9, examples.remote_answer_the_next_day, REMOTE, NOVEMBER, [(LATE, 1, "")]),
    (10, examples.remote_test, WRITTEN, NOVEMBER, [(ON_TIME, 0, "")]),
    (11, examples.topic_corrected, TOPIC, NOVEMBER, [(ON_TIME, 0, "corrected")]),
    (12, examples.topic_emptied_and_written_again, TOPIC, NOVEMBER, [(LATE, 2, "")]),
    (13, examples.homework_not_set_and_then_a_text, HOMEWORK, NOVEMBER, [(ON_TIME, 0, "corrected")]),
    (14, examples.nothing, HOMEWORK, october(13), [(OVERDUE, 1, "")]),
    (15, examples.lesson_cancelled, TOPIC, october(13), []),
    (15, examples.lesson_cancelled, HOMEWORK, october(13), []),
    (16, examples.lesson_of_a_substitute, TOPIC, october(13), [(OVERDUE, 1, "of the substitute")]),
    (17, examples.answer_corrected_after_the_due_day, MARK, NOVEMBER, [(ON_TIME, 0, "corrected")]),
    (18, examples.answer_recorded_by_the_clock_of_greenwich, MARK, NOVEMBER, [(LATE, 1, "")]),
    (19, examples.student_joined_later, WRITTEN, october(19), []),
    (20, examples.topic_after_an_outage, TOPIC, NOVEMBER, [(ON_TIME, 0, "moved")]),
    (21, examples.topic_a_day_after_an_outage, TOPIC, NOVEMBER, [(LATE, 1, "moved")]),
    (22, examples.test_before_a_sick_leave, WRITTEN, october(25), [(DUE, 0, "moved")]),
    (22, examples.test_before_a_sick_leave, WRITTEN, october(26), [(OVERDUE, 1, "moved")]),
    (23, examples.answer_deleted_by_mistake, MARK, NOVEMBER, [(ON_TIME, 0, "corrected")]),
    (24, examples.answer_given_again_the_next_day, MARK, NOVEMBER, [(LATE, 3, "")]),
    (25, examples.student_left_before_the_due_day, WRITTEN, october(21), []),
    (26, examples.student_left_after_the_due_day, WRITTEN, october(21), [(OVERDUE, 3, "")]),
    (26, examples.student_left_and_was_marked, WRITTEN, NOVEMBER, [(LATE, 4, "")]),
    (26, examples.student_left_and_the_duty_was_waived, WRITTEN, NOVEMBER, [(WAIVED, 0, "")]),
    (27, examples.absence_recorded_after_the_due_day, WRITTEN, october(19), [(OVERDUE, 1, "")]),
    (27, examples.absence_recorded_late_and_the_duty_waived, WRITTEN, NOVEMBER, [(WAIVED, 0, "")]),
    (28, examples.not_handed_in_and_then_marked, WRITTEN, NOVEMBER, [(ON_TIME, 0, "by_dot")]),
    (29, examples.notebooks_collected, WRITTEN, october(18), [(DUE, 0, ""), *[(ON_TIME, 0, "")] * 4]),
    (29, examples.notebooks_collected, WRITTEN, october(19), [*[(ON_TIME, 0, "")] * 4, (OVERDUE, 1, "")]),
    (30, examples.dictation_of_two_parts, WRITTEN, NOVEMBER, [(LATE, 1, "")]),
    (31, examples.test_of_december_marked_on_5_january, WRITTEN, JANUARY, [(ON_TIME, 0, "")]),
    (31, examples.test_of_december_marked_on_6_january, WRITTEN, JANUARY, [(LATE, 1, "")]),
    (31, examples.test_of_december_and_holidays, WRITTEN, make.at(on=date(2027, 1, 13)), [(DUE, 0, "moved")]),
    (31, examples.test_of_december_and_holidays, WRITTEN, make.at(on=date(2027, 1, 14)), [(OVERDUE, 1, "moved")]),
    (32, examples.enrolment_recorded_later, WRITTEN, october(19), []),
    (33, examples.answer_typed_without_a_network, MARK, NOVEMBER, [(LATE, 1, "")]),
)


@pytest.fixture(params=COUNTERS)
def counter(request):
    return COUNTERS[request.param]


@pytest.fixture
def cast(course, student, teacher, colleague, deputy):
    return Cast(course, student, teacher, colleague, deputy)


def beside(duty, cast):
    """Say what stands beside the figure: that it was moved, corrected, closed by a dot, or is another's."""
    said = [word for word in ("moved", "corrected", "by_dot", "received_elsewhere") if getattr(duty, word)]
    return " ".join([*said, "of the substitute"] if duty.teacher == cast.substitute.pk else said)


@pytest.mark.parametrize("number, happened, rule, now, expected", EXAMPLES, ids=[f"{row[0]}" for row in EXAMPLES])
def test_example_is_counted(counter, cast, number, happened, rule, now, expected):
    happened(cast)

    found = [(duty.state, duty.lateness, beside(duty, cast)) for duty in counter(now) if duty.rule == rule]
    assert sorted(found) == sorted(expected)


# Number and what happened, what it is about, and the steps that the history tells.
HISTORIES = (
    (11, examples.topic_corrected, Matter.TOPIC, [("", "Степень"), ("Степень", "Степень числа")]),
    (13, examples.homework_not_set_and_then_a_text, Matter.HOMEWORK, [("", "не задано"), ("не задано", "§ 4, № 215")]),
    (17, examples.answer_corrected_after_the_due_day, Matter.MARK, [("", "4"), ("4", "5")]),
    (23, examples.answer_deleted_by_mistake, Matter.MARK, [("", "5"), ("5", ""), ("", "5")]),
)


@pytest.mark.parametrize("number, happened, matter, expected", HISTORIES, ids=[f"{row[0]}" for row in HISTORIES])
def test_example_stands_in_the_history(cast, number, happened, matter, expected):
    happened(cast)

    assert list(Change.objects.about(matter).as_it_went().values_list("old", "new")) == expected


def test_mark_typed_without_a_network_says_so(cast):
    examples.answer_typed_without_a_network(cast)

    step = Change.objects.about(Matter.MARK).get()
    assert (step.at, step.typed_at) == (october(13), october(12, 10, 42))


def test_every_example_is_here():
    assert {row[0] for row in EXAMPLES} == set(range(1, 34))
