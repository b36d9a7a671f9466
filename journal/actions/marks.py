"""Marks: given, corrected, taken away; the same action writes one of them or thirty thousand."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from accounts.models import User
from journal.actions.entries import MarkEntry, TransferEntry
from journal.actions.history import ledger
from journal.actions.refusals import Conflict, Refused, unless
from journal.actions.roster import Rosters
from journal.actions.standing import Openness, settle
from journal.enums import Audience, Matter, Way
from journal.models import Mark, Work, WorkKind, the_school
from journal.models.bulk import insert, update
from journal.rules.deadlines import due_on
from journal.rules.openness import outside_scale

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
    "version",
)


def give_marks(entries: Sequence[MarkEntry], *, way: Way = Way.FORM) -> list[Mark]:
    """Give, correct or take away marks, all or none; returns the rows that changed.

    Raises Refused with a sentence (closed term, cancelled lesson or work, not on the roster, outside the scale, a day
    that cannot be), and Conflict when the mark is no longer the version its author saw and has another value.
    The works must come with their lessons and courses.
    """
    with ledger((entry.work.course_id for entry in entries), way=way) as book:
        openness, known = Openness(), _known(entries)
        lessons = [entry.work.lesson for entry in entries]
        rosters = Rosters(lessons, (entry.student for entry in entries))
        changed = {}
        for entry in entries:
            _demand(entry, openness, rosters)
            if mark := _take(entry, known, book):
                changed[mark.work_id, mark.student_id] = mark
        insert([mark for mark in changed.values() if mark.pk is None])
        update([mark for mark in changed.values() if mark.pk is not None and mark.version > 1], FIELDS)
    return list(changed.values())


def bring_marks(entries: Sequence[TransferEntry], *, way: Way = Way.OFFICE) -> list[Mark]:
    """Write down the marks that a student brought from another school, each a work without a lesson or a duty."""
    kind = WorkKind.objects.get(owes_marks=False)
    with ledger((entry.course.pk for entry in entries), way=way) as book:
        works = [_brought(entry, kind) for entry in entries]
        insert(works)
        marks = [_new_mark(work, entry.student, entry) for work, entry in zip(works, entries, strict=True)]
        for mark, entry in zip(marks, entries, strict=True):
            mark.value = entry.value
            settle(mark, "", stood=False, stands=True, at=entry.at)
            _note(book, mark, old="", entry=entry, reason=entry.document)
        insert(marks)
    return marks


def _demand(entry, openness, rosters):
    work = entry.work
    openness.demand(work.lesson)
    if work.cancelled_at is not None:
        raise Refused("Работа отменена. Отметки за неё не ставятся.")
    rosters.demand(work.course_id, entry.student, work.lesson.date)
    gives_ones = bool(the_school() and the_school().gives_ones)
    for value in (entry.value, entry.second_value):
        unless(outside_scale(value, gives_ones=gives_ones))
    unless(_ill_formed(entry) or _impossible_day(entry, localdate(entry.at)))


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


def _known(entries):
    marks = Mark.objects.filter(
        work__in={entry.work.pk for entry in entries}, student__in={entry.student.pk for entry in entries}
    )
    return {(mark.work_id, mark.student_id): mark for mark in marks}


def _take(entry, known, book) -> Mark | None:
    """Put the entry into its row; None when nothing changes."""
    key = (entry.work.pk, entry.student.pk)
    mark = known.get(key)
    asked = (entry.value, entry.second_value, entry.not_handed_in)
    if mark is None:
        if asked == (None, None, False):
            return None
        mark = known[key] = _new_mark(entry.work, entry.student, entry)
    _demand_seen(entry, mark, asked)
    before, old, stood = _content(mark), mark.digits, _is_whole(mark, entry.work)
    _fill(mark, entry)
    if before == _content(mark):
        return None
    settle(mark, "", stood=stood, stands=_is_whole(mark, entry.work), at=entry.at)
    mark.version, mark.given_by_id, mark.changed_at = mark.version + 1, entry.by.pk, entry.at
    _note(book, mark, old=old, entry=entry, reason=entry.received_reason)
    return mark


def _demand_seen(entry, mark, asked):
    if entry.version is None or entry.version == mark.version:
        return
    if asked != (mark.value, mark.second_value, mark.not_handed_in):
        raise Conflict("Отметку уже изменили. Выберите, что оставить.", mark)


def _new_mark(work, student, entry):
    return Mark(
        work=work,
        student_id=student.pk,
        date=work.date,
        received_on=work.date,
        due_on=work.due_on,
        given_by_id=entry.by.pk,
        changed_at=entry.at,
        version=0,
    )


def _fill(mark, entry):
    work = entry.work
    mark.value, mark.second_value, mark.not_handed_in = entry.value, entry.second_value, entry.not_handed_in
    mark.comment = entry.comment.strip()
    mark.done_on = entry.done_on
    mark.received_on = entry.received_on or work.date
    mark.received_reason = entry.received_reason.strip()
    counted_from = (entry.done_on or work.date) if work.is_written else mark.received_on
    mark.due_on = due_on(work.days, counted_from)


def _content(mark):
    days = (mark.done_on, mark.received_on, mark.received_reason)
    return (mark.value, mark.second_value, mark.not_handed_in, mark.comment, *days)


def _is_whole(mark, work) -> bool:
    """Say whether the mark closes the duty: a dot, or all the parts of the work."""
    return mark.not_handed_in or (mark.value is not None and (work.parts == 1 or mark.second_value is not None))


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
        set_by=entry.by,
        set_at=entry.at,
        set_on=localdate(entry.at),
    )


def _note(book, mark, *, old, entry, reason):
    by: User = entry.by
    work: Work = mark.work
    book.note(
        Matter.MARK,
        course_id=work.course_id,
        lesson_id=work.lesson_id,
        work_id=work.pk,
        student_id=mark.student_id,
        old=old,
        new=mark.digits,
        by=by,
        at=entry.at,
        reason=reason,
    )
