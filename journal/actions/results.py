"""Interim and final marks."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from journal.actions.entries import ResultEntry
from journal.actions.history import ledger
from journal.actions.refusals import Conflict, Refused, demand_room, unless
from journal.enums import Matter, Way
from journal.models import ExamMark, FinalMark, Term, TermMark, YearMark, the_school
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
        known, closed = _known(model, entries), _closed_terms(entries)
        changed = {}
        for entry in entries:
            unless(openness.closed_term(closed.get(getattr(entry.of.get("term"), "pk", None))))
            _demand_sense(model, entry)
            if row := _take(model, entry, known, book):
                changed[_key(entry)] = row
        update([row for row in changed.values() if row.pk], FIELDS)
        insert([row for row in changed.values() if not row.pk])


def _closed_terms(entries):
    """Return those terms of the entries that are closed now, by id."""
    return Term.objects.closed().in_bulk({entry.of["term"].pk for entry in entries if "term" in entry.of})


def _known(model, entries):
    rows = model.objects.filter(
        student__in={entry.student.pk for entry in entries}, subject__in={entry.subject.pk for entry in entries}
    )
    of = entries[0].of if entries else ()
    return {(row.student_id, row.subject_id, *(row.serializable_value(name) for name in of)): row for row in rows}


def _key(entry):
    return (entry.student.pk, entry.subject.pk, *(getattr(value, "pk", value) for value in entry.of.values()))


def _demand_sense(model, entry):
    school = the_school()
    unless(openness.outside_scale(entry.value, gives_ones=bool(school and school.gives_ones)))
    if entry.value is not None and entry.verdict:
        raise Refused("Поставьте отметку или слово вместо неё: вместе они не сохраняются.")
    demand_room(model, comment=entry.comment)


def _take(model, entry, known, book):
    """Put the entry into its row; None when nothing changes."""
    key = _key(entry)
    row = known.get(key) or model(
        student_id=entry.student.pk, subject_id=entry.subject.pk, course=entry.course, version=0, **entry.of
    )
    asked, standing = (entry.value, entry.verdict, entry.comment), (row.value, row.verdict, row.comment)
    if entry.version not in (None, row.version) and asked[:2] != standing[:2]:
        raise Conflict("Отметку уже изменили. Выберите, что оставить.", row)
    if asked == standing:
        return None
    known[key], old = row, row.digits
    row.value, row.verdict, row.proposed, row.comment = entry.value, entry.verdict, entry.proposed, entry.comment
    row.given_by_id, row.version = entry.by.pk, row.version + 1
    row.recorded_at, row.recorded_on = entry.at, localdate(entry.at)
    book.note(
        MATTERS[model],
        course_id=entry.course.pk,
        student_id=entry.student.pk,
        subject_id=entry.subject.pk,
        term_id=getattr(entry.of.get("term"), "pk", None),
        year_id=getattr(entry.of.get("year"), "pk", None),
        old=old,
        new=row.digits,
        by=entry.by,
        at=entry.at,
        reason=_reason(entry),
    )
    return row


def _reason(entry) -> str:
    """Return the word beside the mark, after which exam it was and which try: these have no columns in the history."""
    kind, attempt = entry.of.get("kind"), entry.of.get("attempt")
    said = [f"{kind.label}, попытка {attempt}"] if kind else []
    return ": ".join([*said, *filter(None, [entry.comment])])
