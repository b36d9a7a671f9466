"""How long the way to the information takes, in shares that are never better than they are."""

import pytest

from accounts.rules.ways import Distribution, Step, percent


def test_steps_are_what_is_added_by_each_limit():
    ways = Distribution((1, 3, 3, 4, 7, 8))

    assert [(step.number, step.percent) for step in ways.steps] == [
        (1, 12.5),
        (2, 25.0),
        (0, 0.0),
        (1, 12.5),
        (3, 37.5),
        (1, 12.5),
    ]
    assert ways.steps[-1] == Step("дольше 30 минут", 1, 12.5, is_late=True)
    assert [step.is_late for step in ways.steps[:-1]] == [False] * 5


@pytest.mark.parametrize(
    "within, expected",
    [
        ((0, 0, 0, 0, 0, 0), None),
        ((0, 0, 0, 0, 0, 1), 0.0),
        ((1, 1, 1, 1, 1, 1), 100.0),
        # Not a hundred: one of ten thousand waited for longer.
        ((0, 0, 0, 0, 9999, 10_000), 99.9),
    ],
)
def test_share_in_time_is_never_rounded_up(within, expected):
    assert Distribution(within).percent_in_time == expected


def test_share_of_nothing_is_nothing():
    assert percent(0, 0) == 0.0
