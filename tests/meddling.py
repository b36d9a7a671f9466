"""What passes triggers that watch single rows; what a hand in the database does where they step aside."""

import pytest
from django.db import connection

from demo import breaking
from demo.triggers import put_aside
from journal.actions import HomeworkEntry, PresenceEntry, note_presence, write_homework
from journal.control.chains import check_history
from journal.enums import Presence
from journal.models import Change, Lesson
from tests import make

STROKES = {"sqlite": "REPLACE INTO {table} SELECT * FROM {table}", "postgresql": "TRUNCATE {table}"}


def empty_or_replace(model) -> None:
    """Empty the model's table at one stroke; write its rows over on SQLite, which has no such stroke."""
    # PostgreSQL empties no table whose keys it has still to check.
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(STROKES[connection.vendor].format(table=model._meta.db_table))


@pytest.fixture
def written(course, student, belova):
    """A course with seven changes: two topics, a homework, an absence, a work with a mark and its correction."""
    first = make.lesson(course=course)
    second = make.lesson(course=course, number=2)
    make.write_topic(first, "Степень")
    make.write_topic(second, "Корень", at=make.at(9))
    entry = {"lesson": Lesson.objects.get(pk=first.pk), "text": "§ 7", "by": first.teacher, "at": make.at(9, 10)}
    write_homework([HomeworkEntry(**entry)])
    noted = {"lesson": first, "student": student, "presence": Presence.ABSENT, "by": first.teacher}
    note_presence([PresenceEntry(**noted, at=make.at(9, 20))])
    make.mark(lesson=second, student=belova, value=4, moment=make.at(9, 30))
    make.mark(lesson=second, student=belova, value=5, moment=make.at(9, 40))
    return course


@pytest.fixture
def meddle(db):
    """Let a hand into the database: the triggers that keep the history step aside."""
    put_aside()


def change_a_value():
    breaking.change_a_value(Change.objects.all(), 2)


def insert_a_row():
    breaking.insert_a_row(Change.objects.all(), 4)


def remove_a_row():
    breaking.remove_a_row(Change.objects.all(), 3)


def change_the_order():
    breaking.change_the_order(Change.objects.all(), 2)


def cut_the_tail():
    breaking.cut_the_tail(Change.objects.all(), 5)


def compute_anew_without_the_key():
    breaking.compute_anew_without_the_key(Change.objects.all(), 2)


def found(course) -> list[str]:
    """Return what a check finds in the course, in words."""
    return [fault.said for fault in check_history([course]).faults]


def differs(course, what) -> tuple[str, str]:
    """Return what stands and what is told of the one thing in which they differ."""
    [said] = found(course)
    before, now, then = said.replace("», в истории «", "«").removesuffix("»").split("«")
    assert before == f"{what}: в журнале "
    return now, then
