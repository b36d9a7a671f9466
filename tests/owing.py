"""What teachers owe in tests: lessons without entries, works without marks; what the diary told of them."""

from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Notice
from journal.models import Reminder
from tests import make

# What a family may do about an overdue entry.
BESIDE = "Напомнить учителю Обратиться к директору"
FRIDAY, YESTERDAY = make.TODAY - make.days(3), make.TODAY - make.days(1)
TOMORROW = make.TODAY + make.days(1)


@pytest.fixture
def check(time_machine, school):
    """Run the command at an hour of a day; return what it prints."""

    def run(hour=17, minute=0, *arguments, on=make.TODAY):
        time_machine.move_to(make.at(hour, minute, on=on), tick=False)
        told, complained = StringIO(), StringIO()
        call_command("check_deadlines", *arguments, stdout=told, stderr=complained)
        return plain(told.getvalue() + complained.getvalue()).splitlines()

    return run


@pytest.fixture
def late(course):
    """A lesson of Friday without its topic and its homework."""
    return make.lesson(course=course, on=FRIDAY)


def plain(text):
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ")


def reminders():
    """Return what was sent: to whom, on what occasion, in which words, the earliest first."""
    rows = Reminder.objects.select_related("recipient").order_by("pk")
    return [(row.recipient.surname, row.kind, plain(row.text)) for row in rows]


def named(reminder):
    """Return the duties that a reminder names, by their keys."""
    return sorted(str(row.key) for row in reminder.duties.all())


def notices(person):
    return [(plain(notice.text), notice.address) for notice in Notice.objects.filter(recipient=person).order_by("pk")]
