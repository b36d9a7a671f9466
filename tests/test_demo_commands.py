"""The commands of the demonstration: what they fill, what they say, what they leave alone."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from demo.living.register import moment
from demo.models import Demonstration
from journal.models import Change, Enrolment, School

ROLES = {
    "student": {Role.STUDENT},
    "parent": {Role.PARENT},
    "teacher": {Role.TEACHER},
    "homeroom": {Role.TEACHER, Role.PARENT},
    "deputy": {Role.DEPUTY},
    "director": {Role.DIRECTOR},
    "administrator": {Role.ADMINISTRATOR},
}
FIRST_DAY = date(2026, 9, 1)


def demo(*arguments):
    """Run the command; return what it prints and what it tells on the way."""
    out, err = StringIO(), StringIO()
    call_command("demo", *arguments, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker, tmp_path_factory):
    """An empty database filled by the command, on the first day of its year; what it has said."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.conf.settings.VAR", tmp_path_factory.mktemp("var"))
        yield demo("--if-needed", "--students", "30", "--until", "2026-09-01T15:00")
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(said, db):
    return Demonstration.objects.get()


def test_empty_database_is_filled_and_lived(said, demonstration):
    out, err = said

    assert "Показательная школа: 30\u00a0учеников\n" in err
    assert "Прожито по 1\u00a0сентября: " in err
    assert f"Логины: {', '.join(ROLES)}. Пароль у всех: diary-89\n" in out
    assert "Показательная школа готова за " in out
    assert School.objects.get().name == "Школа № 89"
    assert Enrolment.objects.values("student").distinct().count() == 30
    assert str(demonstration) == "Показательная школа, прожита до 01.09.2026 15:00"
    assert Change.objects.count() > 0


@pytest.mark.parametrize("login", ROLES)
def test_logins_open_the_portal(client, demonstration, login):
    person = User.objects.get(login=login).acting_on(FIRST_DAY)

    assert client.post("/login/", {"username": login, "password": "diary-89"}).url == "/home/"
    assert person.roles == ROLES[login]


def test_parent_has_two_children_of_whom_one_signs_in(demonstration):
    parent = User.objects.get(login="parent").acting_on(FIRST_DAY)
    children = User.objects.filter(pk__in=parent.children())

    assert children.count() == 2
    assert children.filter(login="student").count() == 1


def test_same_minute_changes_nothing(demonstration):
    before = Change.objects.count()

    demo("--if-needed", "--until", "2026-09-01T15:00")

    assert Change.objects.count() == before


def test_missed_hours_are_lived_by_the_next_start(demonstration):
    before = Change.objects.count()

    _, err = demo("--if-needed", "--until", "2026-09-01T20:30")

    assert "Прожито по 1\u00a0сентября: " in err
    assert Change.objects.count() > before
    demonstration.refresh_from_db()
    assert demonstration.lived_until == moment(FIRST_DAY, 20 * 60 + 30)


def test_year_that_is_over_is_said_to_be(demonstration):
    Demonstration.objects.update(lived_until=moment(date(2027, 8, 30), 0))

    _, err = demo("--if-needed", "--until", "2027-09-01T10:00")

    assert "Учебный год показательной школы закончился." in err


def test_demonstration_is_touched_only_when_asked_to(demonstration):
    with pytest.raises(CommandError, match="Показательная школа уже есть"):
        demo("--until", "2026-09-02T15:00")
