"""How long homework of one day may take."""

import pytest

from journal.rules.homework import beyond_the_norm, norm


def test_norm_grows_with_the_grade():
    assert [norm(grade) for grade in range(1, 12)] == [60, 90, 90, 120, 120, 150, 150, 150, 210, 210, 210]


@pytest.mark.parametrize("minutes", [0, 149, 150])
def test_homework_within_the_norm_needs_no_warning(minutes):
    assert beyond_the_norm(minutes, 7) is None


def test_homework_beyond_the_norm_is_warned_of():
    warning = "на этот день уже задано на 151 мин, норма 7 класса — 150 мин в день"

    assert beyond_the_norm(151, 7) == warning
