"""Interim and final marks."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from journal.actions.entries import ResultEntry, written_on
from journal.actions.history import ledger
from journal.actions.refusals import Conflict, Refused, demand_room, unless
from journal.enums import Matter, Verdict, Way
from journal.models import AcademicYear, ExamMark, FinalMark, Reopening, Term, TermMark, YearMark, the_school
from journal.models.bulk import insert, update
from journal.models.said import result_said
from journal.rules import openness

MATTERS = {
    TermMark: Matter.TERM_MARK,
    YearMark: Matter.YEAR_MARK,
    ExamMark: Matter.EXAM_MARK,
    FinalMark: Matter.FINAL_MARK,
}
OF_EXAM = ("form", "held_on")
PROPOSED = ("proposed", "proposed_verdict")
FIELDS = ("value", "verdict", *PROPOSED, "comment", "given_by", "recorded_at", "recorded_on", "version")


def give_results(model: type, entries: Sequence[ResultEntry], *, way: Way = Way.FORM) -> None:
    """Give, correct or take away results of one kind (a key of MATTERS), all or none.

    Raises Refused for a closed term or year, and for what differs from the proposal without a word why; Conflict when
    the row is no longer the version its author saw.
    """
    courses = {entry.course.pk for entry in entries}
    # The history of a result stays with the course that it began in, whatever group the student is in by now.
    courses |= {row.course_id for row in _known(model, entries).values()}
    with ledger(courses, way=way) as book:
        known, open_to = _known(model, entries), Openness(entries, courses)
        changed = {}
        for entry in entries:
            if row := _take(model, entry, known, book, open_to):
                changed[_key(entry)] = row
        update([row for row in changed.values() if row.pk], FIELDS + (OF_EXAM if model is ExamMark else ()))
        insert([row for row in changed.values() if not row.pk])


class Openness:
    """Which terms and years of the entries are closed, and which courses have been opened again. Three queries."""

    def __init__(self, entries, courses):
        terms = {entry.of["term"].pk for entry in entries if "term" in entry.of}
        years = {entry.of["year"].pk for entry in entries if "year" in entry.of}
        self.terms = Term.objects.closed().in_bulk(terms)
        self.years = AcademicYear.objects.filter(closed_at__isnull=False).in_bulk(years)
        opened = Reopening.objects.lasting(written_on(entries)).filter(course__in=courses)
        self.opened = set(opened.values_list("course", "term"))

    def demand(self, entry, row) -> None:
        """Raise Refused where the entry's term or year is closed to its course, or to the one that began the row."""
        term, year = entry.of.get("term"), entry.of.get("year")
        if {(course, getattr(term, "pk", None)) for course in (entry.course.pk, row.course_id)} <= self.opened:
            return
        unless(openness.closed_term(self.terms.get(getattr(term, "pk", None))))
        unless(openness.closed_year(self.years.get(getattr(year, "pk", None))))


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
    unless(openness.differs_in_silence(entry.proposal, entry.value, entry.verdict, entry.comment))


def _take(model, entry, known, book, open_to):
    """Put the entry into its row; None when nothing changes."""
    key = _key(entry)
    row = known.get(key) or model(
        student_id=entry.student.pk, subject_id=entry.subject.pk, course=entry.course, version=0, **entry.of
    )
    asked, standing = (entry.value, entry.verdict, entry.comment), (row.value, row.verdict, row.comment)
    of_exam = {"form": entry.form, "held_on": entry.held_on} if model is ExamMark else {}
    if entry.version not in (None, row.version) and asked != standing:
        raise Conflict("Отметку уже изменили. Выберите, что оставить.", row)
    if asked == standing and all(getattr(row, name) == value for name, value in of_exam.items()):
        return None
    open_to.demand(entry, row)
    _demand_sense(model, entry)
    known[key], old = row, row.digits
    row.value, row.verdict, row.comment = entry.value, entry.verdict, entry.comment
    proposal = entry.proposal
    row.proposed, row.proposed_verdict = (proposal.value, proposal.verdict) if proposal else (None, Verdict.DIGIT)
    for name, value in of_exam.items():
        setattr(row, name, value)
    row.given_by_id, row.version = entry.by.pk, row.version + 1
    row.recorded_at, row.recorded_on = entry.at, localdate(entry.at)
    book.note(
        MATTERS[model],
        course_id=row.course_id,
        student_id=entry.student.pk,
        subject_id=entry.subject.pk,
        term_id=getattr(entry.of.get("term"), "pk", None),
        year_id=getattr(entry.of.get("year"), "pk", None),
        old=old,
        new=row.digits,
        by=entry.by,
        at=entry.at,
        reason=result_said(row),
    )
    return row
