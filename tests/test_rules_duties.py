"""How a duty is called in addresses and forms."""

import pytest

from journal.enums import Duty
from journal.rules.duties import DutyKey


@pytest.mark.parametrize(
    "text, key",
    [
        ("topic-57", DutyKey(Duty.TOPIC, 57)),
        ("homework-57", DutyKey(Duty.HOMEWORK, 57)),
        ("written-812-57", DutyKey(Duty.WRITTEN, 812, 57)),
        ("mark-812-57", DutyKey(Duty.MARK, 812, 57)),
        ("remote-812-57", DutyKey(Duty.REMOTE, 812, 57)),
    ],
)
def test_key_is_read_as_it_was_said(text, key):
    assert (DutyKey.read(text), str(key)) == (key, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "topic", "topic-", "topic-0", "topic-07", "topic-1-2", "written-1", "written-1-", "written-1-2-3"),
        *("Topic-1", "plan-1", "topic--1", "topic-1\n", " topic-1", "topic-¹", "topic-١", "topic-" + "9" * 19),
    ],
)
def test_what_names_no_duty_is_not_read(text):
    assert DutyKey.read(text) is None


def test_every_duty_has_a_key_of_a_lesson_or_of_a_mark():
    of_lesson = {duty for duty in Duty if DutyKey(duty, 1).is_of_lesson}

    assert of_lesson == {Duty.TOPIC, Duty.HOMEWORK}
    assert {duty for duty in Duty if DutyKey.read(f"{duty.value}-1-2")} == set(Duty) - of_lesson
