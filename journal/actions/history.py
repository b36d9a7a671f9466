"""The one way into the history: a ledger of the courses that a transaction writes to."""

import hmac
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC

from django.conf import settings
from django.db import transaction

from accounts.models import User
from journal.enums import Matter, Way
from journal.models import ChainHead, Change
from journal.models.bulk import insert, update


class Ledger:
    """Changes noted during one transaction, numbered and sealed course by course."""

    def __init__(self, heads: dict[int, ChainHead], way: Way):
        self.heads, self.way = heads, way
        self.changes: list[Change] = []

    def note(self, matter: Matter, *, course_id: int, by: User, **facts) -> None:
        """Note one change as the next link of its course's chain; `facts` are the other fields of Change."""
        head = self.heads[course_id]
        head.number += 1
        change = Change(matter=matter, course_id=course_id, number=head.number, by_id=by.pk, way=self.way, **facts)
        head.digest = change.digest = seal(head.digest, change)
        self.changes.append(change)

    def write(self) -> None:
        insert(self.changes)
        touched = {change.course_id for change in self.changes}
        update([self.heads[course] for course in touched], ("number", "digest"))


@contextmanager
def ledger(courses: Iterable[int], *, way: Way) -> Iterator[Ledger]:
    """Open a transaction in which nobody else writes to these courses, and write down what is noted in it.

    Read the rows to be changed inside, not before, and open no ledger of the same courses inside: it would number its
    changes as this one does, and be refused. One query to open for courses with a history, two to close.
    """
    with transaction.atomic():
        book = Ledger(_lock(sorted(set(courses))), way)
        yield book
        book.write()


def seal(previous: str, change: Change) -> str:
    """Return the keyed hash (64 hex digits) that binds a change to the link before it."""
    content = (
        previous,
        change.course_id,
        change.number,
        change.matter,
        change.lesson_id,
        change.work_id,
        change.student_id,
        change.old,
        change.new,
        change.reason,
        change.by_id,
        change.at.astimezone(UTC).isoformat(timespec="microseconds"),
        change.way,
    )
    message = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(settings.HISTORY_KEY.encode(), message.encode(), "sha256").hex()


def _lock(courses: list[int]) -> dict[int, ChainHead]:
    heads = _locked(courses)
    if missing := [course for course in courses if course not in heads]:
        ChainHead.objects.bulk_create([ChainHead(course_id=course) for course in missing], ignore_conflicts=True)
        heads |= _locked(missing)
    return heads


def _locked(courses):
    # In order of the key, so that two writers of several courses never wait for each other in a circle.
    rows = ChainHead.objects.select_for_update().filter(course__in=courses).order_by("course")
    return {head.course_id: head for head in rows}
