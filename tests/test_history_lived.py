"""Whatever people do to a journal, week after week, the check finds all as it was written."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from journal.control.chains import check_history
from tests.random_school import LESSONS, found, lived, lives

# A longer run: RANDOM_SCHOOLS=500 ./test tests/test_history_lived.py --hypothesis-profile=hunt
SCHOOLS = settings(
    max_examples=int(os.environ.get("RANDOM_SCHOOLS", "10")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture
def founded_school(db):
    return found()


@SCHOOLS
@given(lessons=LESSONS, life=lives())
def test_nothing_that_people_do_is_taken_for_another_hand(founded_school, lessons, life):
    with lived(founded_school, lessons, life):
        assert check_history().faults == []
