"""Marks: given, corrected, taken away; the same action writes one of them or thirty thousand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from journal.actions.entries import MarkEntry
from journal.actions.history import ledger
from journal.actions.refusals import Conflict, Refused, demand_room, unless
from journal.actions.roster import Rosters
from journal.actions.standing import demand_open_work, fresh_works, settle
from journal.actions.works import oral_works
from journal.enums import Matter, Way
from journal.models import Lesson, Mark, Work, the_school
from journal.models.bulk import insert, of, update
from journal.rules import openness
from journal.rules.deadlines import due_on

FIELDS = (
    "value",
    "second_value",
    "not_handed_in",
    "comment",
    "done_on",
    "received_on",
    "received_reason",
    "given_by",
    "changed_at",
    "recorded_at",
    "recorded_on",
    "emptied_on",
    "due_on",
    "closed_by_dot",
    "version",
)


def give_marks(entries: Sequence[MarkEntry], *, way: Way = Way.FORM, apart: list[Conflict] | None = None) -> list[Mark]:
    """Give, correct or take away marks, all or none; returns the rows that changed.

    Raises Refused with a sentence (closed term, cancelled lesson or work, not on the roster, outside the scale, a day
    that cannot be), and Conflict when the mark is no longer the version its author saw and has another value; with
    `apart` conflicts are put there, and the other marks are written.
    """
    with ledger((entry.work.course_id for entry in entries), way=way) as book:
        works, known = fresh_works(entry.work for entry in entries), _known(entries)
        rosters = Rosters(works.values(), (entry.student for entry in entries))
        changed = {}
        for stale in entries:
            entry = replace(stale, work=works[stale.work.pk])
            _demand_place(entry, rosters, known)
            _demand_sense(entry)
            if mark := _take_apart(entry, known, book, apart):
                changed[mark.work_id, mark.student_id] = mark
        update([mark for mark in changed.values() if mark.pk], FIELDS)
        insert([mark for mark in changed.values() if not mark.pk])
    return list(changed.values())


@transaction.atomic
def give_answers(
    lesson: Lesson, entries: Sequence[MarkEntry], *, way: Way = Way.FORM, apart: list[Conflict] | None = None
) -> list[Mark]:
    """Give marks for answers at a lesson; the entries name no work: the oral one is made with the first of them."""
    if not any(map(_says, entries)) and not lesson.works.filter(is_implicit=True).exists():
        return []
    work = oral_works([(lesson, entries[0].by, entries[0].at)], way=way)[lesson.pk]
    return give_marks([replace(entry, work=work) for entry in entries], way=way, apart=apart)


def new_mark(work: Work, student_id: int, *, by_id: int, at) -> Mark:
    """Return an empty cell of the journal, not saved."""
    return Mark(
        work=work,
        student_id=student_id,
        date=work.date,
        received_on=work.date,
        due_on=work.due_on,
        given_by_id=by_id,
        changed_at=at,
        version=0,
    )


def mark_said(mark: Mark) -> str:
    """Return the mark as the history keeps it: the digits, the days that are its own, the word beside it."""
    said = [mark.digits]
    if mark.done_on:
        said.append(f"(работа выполнена {mark.done_on:%d.%m.%Y})")
    if mark.received_on != mark.date:
        said.append(f"(получена {mark.received_on:%d.%m.%Y})")
    if mark.comment:
        said.append(f"— {mark.comment}")
    return " ".join(filter(None, said))


def note_mark(book, mark: Mark, *, old: str, by, at, reason: str, typed_at=None) -> None:
    book.note(
        Matter.MARK,
        course_id=mark.work.course_id,
        lesson_id=mark.work.lesson_id,
        work_id=mark.work_id,
        student_id=mark.student_id,
        old=old,
        new=mark_said(mark),
        by=by,
        at=at,
        typed_at=typed_at,
        reason=reason,
    )


def _known(entries):
    marks = Mark.objects.filter(work__in={entry.work.pk for entry in entries})
    marks = of({entry.student.pk for entry in entries}, marks)
    return {(mark.work_id, mark.student_id): mark for mark in marks}


def _demand_place(entry, rosters, known):
    """Refuse where no mark can be: a work that is closed to changes, a student who is not there."""
    work, student = entry.work, entry.student
    demand_open_work(work)
    unless(openness.without_marks(work.course, work.date))
    if work.lesson_id:
        rosters.demand(work.course_id, student, work.date)
    elif (work.pk, student.pk) not in known:
        raise Refused(f"{student.list_name}: отметка из справки есть только у того, кто её принёс.")


def _demand_sense(entry):
    """Refuse what cannot be: digits outside the scale, a second mark without a first, an impossible day."""
    school = the_school()
    for value in (entry.value, entry.second_value):
        unless(openness.outside_scale(value, gives_ones=bool(school and school.gives_ones)))
    unless(_ill_formed(entry) or _impossible_day(entry, localdate(entry.at)))
    demand_room(Mark, comment=entry.comment, received_reason=entry.received_reason)


def _ill_formed(entry) -> str | None:
    if entry.second_value is not None and (entry.work.parts == 1 or entry.value is None):
        return "Вторая отметка ставится только за работу из двух частей и после первой."
    if entry.not_handed_in and entry.value is not None:
        return "«Не сдано» и отметка вместе не ставятся."
    return None


def _impossible_day(entry, today: date) -> str | None:
    first = entry.work.date
    if first > today:
        return f"Урок {first:%d.%m.%Y} ещё не наступил: отметку можно поставить в день урока или позже."
    for day in (entry.done_on, entry.received_on):
        if day is not None and not first <= day <= today:
            return f"Укажите день от {first:%d.%m.%Y} до {today:%d.%m.%Y}."
    if entry.received_on not in (None, first) and not entry.received_reason.strip():
        return "Напишите, почему отметка получена в другой день: причину увидит семья."
    return None


def _take_apart(entry, known, book, apart) -> Mark | None:
    try:
        return _take(entry, known, book)
    except Conflict as conflict:
        if apart is None:
            raise
        apart.append(conflict)
        return None


def _take(entry, known, book) -> Mark | None:
    """Put the entry into its row; None when nothing changes."""
    key = (entry.work.pk, entry.student.pk)
    mark = known.get(key) or new_mark(entry.work, entry.student.pk, by_id=entry.by.pk, at=entry.at)
    if _is_seen_otherwise(entry, mark):
        return None
    before, old, stood = _content(mark), mark_said(mark), _is_whole(mark, entry.work)
    _fill(mark, entry)
    if before == _content(mark):
        return None
    known[key] = mark
    _settle(mark, stood=stood, stands=_is_whole(mark, entry.work), at=entry.at)
    mark.version, mark.given_by_id, mark.changed_at = mark.version + 1, entry.by.pk, entry.at
    said = {"by": entry.by, "at": entry.at, "typed_at": entry.typed_at, "reason": mark.received_reason}
    note_mark(book, mark, old=old, **said)
    return mark


def _settle(mark, *, stood, stands, at):
    """Keep the recorded day, and whether the mark that began to stand on it was a dot."""
    recorded_on = mark.recorded_on
    settle(mark, "", stood=stood, stands=stands, at=at)
    if mark.recorded_on != recorded_on:
        mark.closed_by_dot = mark.not_handed_in


def _is_seen_otherwise(entry, mark) -> bool:
    """Tell whether the author saw another version with the same value; raise Conflict when its value differs."""
    if entry.version in (None, mark.version):
        return False
    if (entry.value, entry.second_value, entry.not_handed_in) == (mark.value, mark.second_value, mark.not_handed_in):
        return True
    raise Conflict("Отметку уже изменили. Выберите, что оставить.", mark)


def _says(entry) -> bool:
    return entry.not_handed_in or entry.value is not None


def _fill(mark, entry):
    """Put the entry into the row; a mark taken away takes its words along, not the day on which the work was done."""
    work, says = entry.work, _says(entry)
    mark.value, mark.second_value, mark.not_handed_in = entry.value, entry.second_value, entry.not_handed_in
    mark.comment = entry.comment.strip() if says else ""
    mark.done_on = entry.done_on
    mark.received_on = (entry.received_on if says else None) or work.date
    mark.received_reason = entry.received_reason.strip() if mark.received_on != work.date else ""
    counted_from = (entry.done_on or work.date) if work.is_written else mark.received_on
    mark.due_on = due_on(work.days, counted_from)


def _content(mark):
    days = (mark.done_on, mark.received_on, mark.received_reason)
    return (mark.value, mark.second_value, mark.not_handed_in, mark.comment, *days)


def _is_whole(mark, work) -> bool:
    """Say whether the mark closes the duty: a dot, or all the parts of the work."""
    return mark.not_handed_in or (mark.value is not None and (work.parts == 1 or mark.second_value is not None))
