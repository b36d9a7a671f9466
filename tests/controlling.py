"""What the deputy director's pages are about: a small school that is late here and there, and how they are read."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from journal.enums import Duty, ReminderKind
from journal.models import RemindedDuty, Reminder
from tests import make
from tests.reading import lines


@pytest.fixture
def busy(lesson, student, belova, teacher):
    """Today's lesson without entries, a test of last week marked for one student of two, a topic entered late."""
    old = make.lesson(course=lesson.course, on=date(2026, 10, 5), homework_not_set=True)
    make.mark(work=make.work(lesson=old), student=student)
    late = make.lesson(course=lesson.course, on=date(2026, 10, 8), homework_not_set=True)
    make.write_topic(late, at=make.at(on=date(2026, 10, 9)))
    return old


def section(response, name: str) -> list[str]:
    """Return the lines of the section that is labelled by the heading of that id."""
    return _lines(re.search(rf'aria-labelledby="{name}">(.*?)</section>', response.text, re.DOTALL)[1])


def facts(response) -> list[str]:
    """Return what the first list of facts says."""
    return _lines(re.search(r'<dl class="facts">(.*?)</dl>', response.text, re.DOTALL)[1])


def cells_of(response, columns: int) -> list[list[str]]:
    """Return the cells of the first table, row by row; none without a table."""
    body = re.search(r"<tbody>(.*?)</tbody>", response.text, re.DOTALL)
    cells = _lines(body[1].replace("<br>", " ")) if body else []
    return [cells[first : first + columns] for first in range(0, len(cells), columns)]


def _lines(html):
    return lines(SimpleNamespace(content=f"<main>{html}</main>".encode()))


def remind(work, student, *, at, **facts) -> Reminder:
    """Let a mark be reminded of, by the teacher's own hand unless it is said otherwise."""
    facts = {"recipient": work.owed_by, "sent_by": work.owed_by, "kind": ReminderKind.HAND} | facts
    reminder = Reminder.objects.create(**facts, text="Внесите отметку", sent_at=at, sent_on=at.date())
    RemindedDuty.objects.create(reminder=reminder, duty=Duty.WRITTEN, work=work, student=student)
    return reminder
