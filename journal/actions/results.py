"""Interim and final marks."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from journal.actions.entries import ResultEntry
from journal.actions.history import ledger
from journal.actions.refusals import Conflict, unless
from journal.enums import Matter, Way
from journal.models import ExamMark, FinalMark, TermMark, YearMark
from journal.models.bulk import insert, update
from journal.rules import openness

MATTERS = {
    TermMark: Matter.TERM_MARK,
    YearMark: Matter.YEAR_MARK,
    ExamMark: Matter.EXAM_MARK,
    FinalMark: Matter.FINAL_MARK,
}
FIELDS = ("value", "verdict", "proposed", "comment", "given_by", "recorded_at", "recorded_on", "version")


def give_results(model: type, entries: Sequence[ResultEntry], *, way: Way = Way.FORM) -> None:
    """Give, correct or take away results of one kind (a key of MATTERS), all or none.

    Raises Refused for a closed term, Conflict when the row is no longer the version its author saw.
    """
    with ledger((entry.course.pk for entry in entries), way=way) as book:
        known = _known(model, entries)
        rows = [_take(model, entry, known, book) for entry in entries]
        insert([row for row in rows if row.pk is None])
        update([row for row in rows if row.version > 1], FIELDS)


def _known(model, entries):
    rows = model.objects.filter(
        student__in={entry.student.pk for entry in entries}, subject__in={entry.subject.pk for entry in entries}
    )
    of = entries[0].of if entries else ()
    return {(row.student_id, row.subject_id, *(row.serializable_value(name) for name in of)): row for row in rows}


def _take(model, entry, known, book):
    unless(openness.closed_term(entry.of.get("term")))
    key = (entry.student.pk, entry.subject.pk, *(getattr(value, "pk", value) for value in entry.of.values()))
    row = known.get(key)
    if row is None:
        row = model(
            student_id=entry.student.pk, subject_id=entry.subject.pk, course=entry.course, version=0, **entry.of
        )
    old = row.digits
    if entry.version not in (None, row.version) and (entry.value, entry.verdict) != (row.value, row.verdict):
        raise Conflict("Отметку уже изменили. Выберите, что оставить.", row)
    row.value, row.verdict, row.proposed, row.comment = entry.value, entry.verdict, entry.proposed, entry.comment
    row.given_by_id, row.version = entry.by.pk, row.version + 1
    row.recorded_at, row.recorded_on = entry.at, localdate(entry.at)
    book.note(
        MATTERS[model],
        course_id=entry.course.pk,
        student_id=entry.student.pk,
        old=old,
        new=row.digits,
        by=entry.by,
        at=entry.at,
        reason=_reason(entry),
    )
    return row


def _reason(entry) -> str:
    period = ", ".join(str(value) for value in entry.of.values())
    return f"{period}: {entry.comment}" if entry.comment else period
