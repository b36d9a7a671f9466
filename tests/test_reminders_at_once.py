"""Two runs at one moment, two presses of a family: each thing is told once."""

import pytest
from django.conf import settings
from django.core import mail

from accounts.actions import send_letters, write_letters
from accounts.models import Letter
from journal.actions import remind_by_clock, remind_by_family
from journal.control.reminding import overdue_duties
from journal.enums import Duty
from journal.models import RemindedDuty, Reminder
from journal.rules.duties import DutyKey
from tests import make
from tests.at_once import at_once
from tests.owing import FRIDAY

pytestmark = [
    pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="SQLite has one writer at a time."),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def late():
    """What a teacher, a student of whom has two parents, has not written on Friday."""
    child = make.student()
    for name in ("Ольга", "Илья"):
        make.guardianship(make.person(name=name), child)
    return make.lesson(course=make.course(teacher=make.teacher(), students=[child]), on=FRIDAY)


def test_digest_is_sent_once(late):
    duties = overdue_duties(now=make.NOW)

    at_once(lambda number: remind_by_clock(duties=duties, at=make.NOW), *range(4))

    assert (Reminder.objects.count(), RemindedDuty.objects.count()) == (1, 2)


def test_letter_is_sent_once(settings):
    settings.SENDS_MAIL = True
    people = [make.person(email=f"{number}@school.example") for number in range(5)]
    facts = {"subject": "Дневник", "text": "Внести: 3", "key": "evening", "made_at": make.NOW}
    write_letters([Letter(recipient=person, **facts) for person in people])

    at_once(lambda number: send_letters(at=make.NOW), *range(4))

    assert sorted(letter.to[0] for letter in mail.outbox) == [f"{number}@school.example" for number in range(5)]
    assert set(Letter.objects.values_list("tries", flat=True)) == {1}


def test_family_reminds_once(late):
    child = late.course.memberships.get().student
    parents = [row.guardian for row in child.guardians.select_related("guardian")]
    key = DutyKey(Duty.TOPIC, late.pk)

    refused = at_once(lambda by: remind_by_family(key=key, student=child, by=by, at=make.NOW), *parents, *parents)

    assert (refused, Reminder.objects.count()) == (3, 1)
