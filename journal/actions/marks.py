"""Marks: given, corrected, taken away; the same action writes one of them or thirty thousand."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from journal.actions.entries import MarkEntry, written_on
from journal.actions.history import ledger
from journal.actions.marking import Marking, says
from journal.actions.refusals import Conflict, Doubt
from journal.actions.roster import Rosters
from journal.actions.standing import fresh_works
from journal.actions.works import oral_works
from journal.enums import Way
from journal.models import Attendance, Lesson, Mark
from journal.models.bulk import of

Apart = list[Conflict | Doubt]


def give_marks(entries: Sequence[MarkEntry], *, way: Way = Way.FORM, apart: Apart | None = None) -> list[Mark]:
    """Give, correct or take away marks, all or none; returns the rows that changed.

    Raises Refused with a sentence (closed term, cancelled lesson or work, not on the roster, outside the scale, a day
    that cannot be), Conflict when the mark is no longer the version its author saw and has another value, and Doubt
    for an absent student when its author is not sure; with `apart` those two are put there, and the others written.
    """
    with ledger((entry.work.course_id for entry in entries), way=way) as book:
        works = fresh_works((entry.work for entry in entries), on=written_on(entries))
        students = {entry.student.pk: entry.student for entry in entries}
        marking = Marking(
            book,
            rosters=Rosters(works.values(), students.values()),
            known=_known(entries),
            noted=_noted(entries, works),
        )
        for entry in entries:
            _take(replace(entry, work=works[entry.work.pk]), marking, apart)
        return marking.write()


@transaction.atomic
def give_answers(
    lesson: Lesson, entries: Sequence[MarkEntry], *, way: Way = Way.FORM, apart: Apart | None = None
) -> list[Mark]:
    """Give marks for answers at a lesson; the entries name no work: the oral one is made with the first of them."""
    if not any(map(says, entries)) and not lesson.works.filter(is_implicit=True).exists():
        return []
    work = oral_works([(lesson, entries[0].by, entries[0].at)], way=way)[lesson.pk]
    return give_marks([replace(entry, work=work) for entry in entries], way=way, apart=apart)


def _take(entry, marking, apart):
    try:
        marking.take(entry)
    except (Conflict, Doubt) as question:
        if apart is None:
            raise
        apart.append(question)


def _known(entries):
    marks = Mark.objects.filter(work__in={entry.work.pk for entry in entries})
    marks = of({entry.student.pk for entry in entries}, marks)
    return {(mark.work_id, mark.student_id): mark for mark in marks}


def _noted(entries, works) -> dict[tuple[int, int], Attendance]:
    """Return what is noted at the lessons of the works; one query, none when no author is asked or names a day."""
    if not any(entry.sure is False or entry.done_on for entry in entries):
        return {}
    rows = Attendance.objects.noted().filter(lesson__in={work.lesson_id for work in works.values()})
    rows = of({entry.student.pk for entry in entries}, rows)
    return {(row.lesson_id, row.student_id): row for row in rows}
