"""What nearly never changes is asked for once in a while."""

from itertools import count

import pytest

from accounts import keep


@pytest.fixture
def asked():
    """Count how often a number was really asked for."""
    return []


@pytest.fixture
def double(asked):
    @keep.kept(seconds=60)
    def double(number):
        asked.append(number)
        return number * 2

    return double


def test_an_answer_is_kept_by_its_arguments(double, asked):
    answers = [double(1), double(1), double(2)]

    assert answers == [2, 2, 4]
    assert asked == [1, 2]


def test_an_answer_is_asked_for_again_after_its_seconds(asked, monkeypatch):
    monkeypatch.setattr(keep, "monotonic", count(step=20).__next__)
    once = keep.kept(seconds=50)(asked.append)

    for _ in range(5):
        once("again")

    # Asked at second 0 and kept to 70; looked at when 40 and 60; asked anew at 80.
    assert asked == ["again", "again"]


def test_forget_drops_everything(double, asked):
    double(1)

    keep.forget()
    double(1)

    assert asked == [1, 1]


def test_the_memory_is_bounded(double, asked, monkeypatch):
    monkeypatch.setattr(keep, "MOST", 3)

    for number in (1, 2, 3, 4, 4, 1):
        double(number)

    assert asked == [1, 2, 3, 4, 1]
