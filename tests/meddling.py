"""What passes triggers that watch single rows; what a hand in the database does where they step aside."""

from itertools import accumulate

import pytest
from django.db import connection
from django.test import override_settings

from demo.triggers import put_aside
from journal.actions import HomeworkEntry, PresenceEntry, note_presence, write_homework
from journal.enums import Presence
from journal.models import ChainHead, Change, Lesson
from journal.models.sealing import seal
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
    Change.objects.filter(number=2).update(new="Дробь")


def insert_a_row():
    for number in (7, 6, 5, 4):
        Change.objects.filter(number=number).update(number=number + 1)
    row = Change.objects.get(number=3)
    row.pk, row.number, row.new = None, 4, "§ 8"
    row.save(force_insert=True)
    ChainHead.objects.update(number=8)


def remove_a_row():
    Change.objects.filter(number=3)._raw_delete("default")


def change_the_order():
    for number, other in ((2, 99), (3, 2), (99, 3)):
        Change.objects.filter(number=number).update(number=other)


def cut_the_tail():
    Change.objects.filter(number__gt=4)._raw_delete("default")


def compute_anew_without_the_key():
    chain = list(Change.objects.order_by("number"))
    chain[1].new = "Дробь"
    with override_settings(HISTORY_KEY="another key"):
        digests = list(accumulate(chain, seal, initial=""))[1:]
    for change, digest in zip(chain, digests, strict=True):
        Change.objects.filter(pk=change.pk).update(new=change.new, digest=digest)
    ChainHead.objects.update(digest=digests[-1])
