"""The one way into the history: a ledger of the courses that a transaction writes to."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.prepared import prepared
from journal.enums import Matter, Way
from journal.models import ChainHead, Change
from journal.models.bulk import insert, update
from journal.models.sealing import seal

_gathering: ContextVar["Ledger | None"] = ContextVar("gathering", default=None)


class Ledger:
    """Changes noted during one transaction, numbered and sealed course by course when it is written down."""

    def __init__(self, heads: dict[int, ChainHead], changes: list[Change], way: Way):
        self.heads, self.changes, self.way = heads, changes, way

    def note(  # noqa: PLR0913 — what a change tells
        self,
        matter: Matter,
        *,
        course_id: int,
        lesson_id: int | None = None,
        work_id: int | None = None,
        student_id: int | None = None,
        subject_id: int | None = None,
        term_id: int | None = None,
        year_id: int | None = None,
        old: str = "",
        new: str = "",
        reason: str = "",
        by: User,
        at: datetime,
        typed_at: datetime | None = None,
    ) -> None:
        """Note one change, made on the device of its author; `typed_at`: before, without a network."""
        # In the order of the columns: naming them would double the cost of a row, and of these there are most.
        place = (None, course_id, None, matter, lesson_id, work_id, student_id, subject_id, term_id, year_id)
        self.changes.append(Change(*place, old, new, reason, by.pk, at, typed_at, self.way, by.device))

    def write(self) -> None:
        """Make each change the next link of its course's chain."""
        for change in self.changes:
            head = self.heads[change.course_id]
            head.number = change.number = head.number + 1
            head.digest = change.digest = seal(head.digest, change)
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
        gathering = _gathering.get()
        heads, changes = (gathering.heads, gathering.changes) if gathering else ({}, [])
        heads |= _lock(sorted(set(courses) - heads.keys()))
        book = Ledger(heads, changes, way)
        yield book
        if gathering is None:
            book.write()


@contextmanager
def gathered() -> Iterator[None]:
    """Open a transaction in which all ledgers are one, written down at its end in the order of the moments.

    What a month of many hands is brought in by, matter after matter, then reads as if it had grown day by day.
    """
    with transaction.atomic():
        book = Ledger({}, [], Way.FORM)
        token = _gathering.set(book)
        try:
            yield
        finally:
            _gathering.reset(token)
        book.changes.sort(key=lambda change: change.at)
        book.write()


def _lock(courses: list[int]) -> dict[int, ChainHead]:
    heads = _locked(courses)
    if missing := [course for course in courses if course not in heads]:
        ChainHead.objects.bulk_create([ChainHead(course_id=course) for course in missing], ignore_conflicts=True)
        heads |= _locked(missing)
    return heads


def _locked(courses):
    # In order of the key, so that two writers of several courses never wait for each other in a circle.
    several = ChainHead.objects.select_for_update().filter(course__in=courses).order_by("course")
    rows = _head(course=courses[0]) if len(courses) == 1 else several
    return {head.course_id: head for head in rows}


@prepared
def _head(*, course: int):
    return ChainHead.objects.select_for_update().filter(course=course)
