"""Marks that a student brings from another school."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from journal.actions.entries import TransferEntry
from journal.actions.history import ledger
from journal.actions.marking import new_mark, note_mark
from journal.actions.refusals import demand_room, unless
from journal.actions.standing import demand_open_day, settle
from journal.enums import Audience, Way
from journal.models import Mark, Work, WorkKind
from journal.models.bulk import insert
from journal.rules import openness


def bring_marks(entries: Sequence[TransferEntry], *, way: Way = Way.OFFICE) -> list[Mark]:
    """Write down the marks that a student brought from another school, each a work without a lesson or a duty."""
    kind = WorkKind.objects.get(owes_marks=False)
    with ledger((entry.course.pk for entry in entries), way=way) as book:
        for entry in entries:
            _demand(entry)
        works = [_brought(entry, kind) for entry in entries]
        insert(works)
        marks = [_marked(work, entry) for work, entry in zip(works, entries, strict=True)]
        for mark, entry in zip(marks, entries, strict=True):
            note_mark(book, mark, old="", by=entry.by, at=entry.at, reason=entry.document)
        insert(marks)
    return marks


def _demand(entry):
    demand_open_day(entry.course, entry.date, on=localdate(entry.at))
    unless(openness.without_marks(entry.course, entry.date))
    # Another school may give ones though ours does not.
    unless(openness.outside_scale(entry.value, gives_ones=True))
    demand_room(Work, document=entry.document)


def _marked(work, entry):
    mark = new_mark(work, entry.student.pk, by_id=entry.by.pk, at=entry.at)
    mark.value, mark.version = entry.value, 1
    settle(mark, "", stood=False, stands=True, at=entry.at)
    return mark


def _brought(entry, kind):
    return Work(
        course=entry.course,
        date=entry.date,
        kind=kind,
        document=entry.document,
        is_written=kind.is_written,
        days=kind.days,
        weight=kind.weight,
        audience=Audience.LISTED,
        due_on=entry.date,
        owed_by=entry.by,
        set_by=entry.by,
        set_at=entry.at,
        set_on=localdate(entry.at),
    )
