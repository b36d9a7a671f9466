"""The demonstration in tests: an invented school of thirty students, lived from a moment to another."""

from datetime import date, datetime

import pytest
from django.db import transaction
from django.utils.timezone import make_aware

from demo.founding import found
from demo.living.register import moment
from demo.living.year import Life
from demo.models import Demonstration

TODAY = date(2026, 10, 12)
SEED = 89


@pytest.fixture(scope="module")
def founded(django_db_setup, django_db_blocker, tmp_path_factory):
    """An invented school of thirty students on the morning of its year; whatever a test lives is taken back."""
    workbook = tmp_path_factory.mktemp("demo") / "school.xlsx"
    with django_db_blocker.unblock(), transaction.atomic():
        found(workbook, students=30, until=moment(TODAY, 600), seed=SEED, progress=lambda sentence: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(founded, db):
    return Demonstration.objects.get()


def at(text):
    return make_aware(datetime.fromisoformat(text))


def live(demonstration, until, *, since=None):
    """Live from a moment to another, as if all before it had been lived already."""
    demonstration.lived_until = at(since) if since else demonstration.lived_until
    return sum(entries for _, entries in Life(demonstration, at(until)).live())
