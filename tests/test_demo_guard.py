import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from demo.guard import Holding, holding
from demo.models import Demonstration
from tests import make


@pytest.fixture
def invented(db):
    make.school()
    return Demonstration.objects.create(pk=1, seed=1, lived_until=timezone.now())


def test_empty_database_is_nobodys(db):
    assert holding() is Holding.NOBODY


def test_people_without_a_school_are_a_real_one(teacher):
    assert holding() is Holding.REAL


def test_database_of_an_older_version_is_known_too(school):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE demo_demonstration")

    assert holding() is Holding.REAL


def test_demonstration_refuses_a_real_school(school, settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="В базе настоящая школа"):
        call_command("guard_database")


def test_real_server_refuses_the_demonstration(invented, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="пароли знают все"):
        call_command("guard_database")


@pytest.mark.parametrize("demo", [True, False])
def test_empty_database_opens_as_either(db, settings, demo):
    settings.DEMO = demo

    assert call_command("guard_database") is None


def test_each_opens_its_own(invented, settings):
    settings.DEMO = True

    assert call_command("guard_database") is None
