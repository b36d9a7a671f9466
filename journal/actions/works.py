"""Works: what marks are given for."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User
from journal.actions.entries import WorkEntry, written_on
from journal.actions.history import Ledger, ledger
from journal.actions.refusals import Conflict, Refused, demand_room, unless
from journal.actions.roster import Rosters
from journal.actions.standing import demand_open_lesson, demand_open_work, fresh_lessons, fresh_works
from journal.enums import Audience, Matter, Way
from journal.models import Dues, Lesson, Mark, Work, WorkAddressee, WorkKind, oral_kind
from journal.models.bulk import insert, update
from journal.rules import openness


def set_works(entries: Sequence[WorkEntry], *, way: Way = Way.FORM) -> list[Work]:
    """Set works at lessons, all or none; returns them in the order of the entries.

    Raises Refused, and Conflict for a work that its author has just set by the same form sent twice.
    """
    for entry in entries:
        unless(openness.kind_of_its_own(entry.kind))
    with ledger((entry.lesson.course_id for entry in entries), way=way) as book:
        return enter_works(entries, book)


def oral_works(lessons: Iterable[tuple[Lesson, User, datetime]], *, way: Way = Way.FORM) -> dict[int, Work]:
    """Return the one oral work of each lesson by the lesson's id, making those that are not there yet."""
    kind = oral_kind()
    wanted = {lesson.pk: WorkEntry(lesson=lesson, kind=kind, by=by, at=at) for lesson, by, at in lessons}
    with ledger((entry.lesson.course_id for entry in wanted.values()), way=way) as book:
        known = {
            work.lesson_id: work for work in Work.objects.with_lesson().filter(lesson__in=wanted, is_implicit=True)
        }
        new = enter_works([entry for lesson, entry in wanted.items() if lesson not in known], book)
    return known | {work.lesson_id: work for work in new}


def oral_work_of(lesson: Lesson, *, by: User, at: datetime) -> Work:
    """Return the oral work of a fresh lesson that has none yet, not saved."""
    work = _drafted(WorkEntry(lesson=lesson, kind=oral_kind(), by=by, at=at), lesson, Dues())
    work.number, work.course, work.closed_term = 0, lesson.course, lesson.closed_term
    return work


def insert_oral_work(work: Work, book: Ledger) -> None:
    """Write down the oral work of a lesson within a batch. One query."""
    insert([work])
    note_work(book, work, new=work_said(work), by=work.set_by, at=work.set_at)


def cancel_work(work: Work, *, reason: str, by: User, at: datetime, way: Way = Way.FORM) -> None:
    """Cancel a work whose due day has not passed; its marks stay in the history and leave the averages."""
    with ledger([work.course_id], way=way) as book:
        fresh = fresh_works([work], on=localdate(at))[work.pk]
        demand_open_work(fresh)
        if fresh.is_implicit:
            raise Refused("Ответ на уроке не отменяется. Уберите сами отметки.")
        unless(openness.work_past_its_day(first_due(fresh, fresh.marks.all()), localdate(at)))
        demand_room(Work, cancel_reason=reason)
        fresh.cancelled_at, fresh.cancelled_on, fresh.cancel_reason = at, localdate(at), reason
        update([fresh], ("cancelled_at", "cancelled_on", "cancel_reason"))
        free_of_duty(Mark.objects.filter(work=fresh), localdate(at))
        note_work(book, fresh, old=work_said(fresh), by=by, at=at, reason=reason)


def first_due(work: Work, marks: Iterable[Mark]) -> date:
    """Return the earliest last day of what the work owes; marks given by who owed it before have days of their own."""
    return min([work.due_on, *(mark.due_on for mark in marks if mark.duty)])


def free_of_duty(marks, day) -> None:
    """Take the duty from marks of what is cancelled on the day; one whose last day has passed stays counted."""
    marks.filter(due_on__gte=day).update(duty="")


def rename_work(work: Work, *, title: str, by: User, at: datetime, way: Way = Way.FORM) -> None:
    """Give a work another name; an empty one leaves the name of its kind."""
    with ledger([work.course_id], way=way) as book:
        fresh = fresh_works([work], on=localdate(at))[work.pk]
        demand_open_work(fresh)
        demand_room(Work, title=title.strip())
        old, fresh.title = work_said(fresh), title.strip()
        if old == work_said(fresh):
            return
        update([fresh], ("title",))
        note_work(book, fresh, old=old, new=work_said(fresh), by=by, at=at)


def work_said(work: Work) -> str:
    """Return the work as the history keeps it."""
    said = f"{work.label}, вес {work.weight}, отметки не позднее {work.due_on:%d.%m.%Y}"
    return said if work.audience == Audience.PRESENT else f"{said}, по списку"


def enter_works(entries: Sequence[WorkEntry], book: Ledger) -> list[Work]:
    """Set works within an open ledger of their courses."""
    lessons = fresh_lessons((entry.lesson for entry in entries), on=written_on(entries))
    firsts = _firsts(entries)
    rosters = Rosters(lessons.values(), [student for entry in entries for student in entry.students])
    for entry in entries:
        if entry.retake_of is not None:
            _demand_retake(entry, firsts[entry.retake_of.pk], lessons[entry.lesson.pk])
        _demand(entry, lessons[entry.lesson.pk], rosters)
    dues = Dues()
    works = numbered([_drafted(entry, lessons[entry.lesson.pk], dues) for entry in entries])
    insert(works)
    pairs = list(zip(works, entries, strict=True))
    insert([WorkAddressee(work=work, student_id=student) for work, entry in pairs for student in _listed(entry)])
    for work, entry in pairs:
        note_work(book, work, new=work_said(work), by=entry.by, at=entry.at)
    return works


def numbered(works: list[Work]) -> list[Work]:
    """Put each work after those its lesson has already: the oral one is number 0."""
    lessons = {work.lesson_id for work in works}
    last = {}
    for lesson, number in Work.objects.filter(lesson__in=lessons).values_list("lesson", "number"):
        last[lesson] = max(number, last.get(lesson, 0))
    for work in works:
        if not work.is_implicit:
            last[work.lesson_id] = last.get(work.lesson_id, 0) + 1
        work.number = 0 if work.is_implicit else last[work.lesson_id]
    return works


def note_work(book: Ledger, work: Work, *, by, at, student_id=None, old="", new="", reason="") -> None:
    """Note a change of a work; `student_id`: of whom alone it is."""
    book.note(
        Matter.WORK,
        course_id=work.course_id,
        lesson_id=work.lesson_id,
        work_id=work.pk,
        student_id=student_id,
        old=old,
        new=new,
        by=by,
        at=at,
        reason=reason,
    )


def _firsts(entries):
    """Return the works that are done again as they stand. One query, none without retakes."""
    retaken = [entry.retake_of for entry in entries if entry.retake_of is not None]
    return fresh_works(retaken, on=written_on(entries)) if retaken else {}


def _demand(entry, lesson, rosters):
    demand_open_lesson(lesson)
    unless(openness.without_marks(lesson.course, lesson.date))
    demand_room(Work, title=entry.title.strip())
    for student in entry.students:
        rosters.demand(lesson.course_id, student, lesson.date)
    if entry.seen is not None:
        _demand_once(entry)


def _demand_retake(entry, first, lesson):
    unless(openness.cancelled_work(first) or openness.retake_out_of_place(first, lesson))
    if not entry.students:
        raise Refused("Отметьте, кто пересдаёт работу.")


def _demand_once(entry):
    own = Work.objects.standing().filter(lesson=entry.lesson, set_by=entry.by, number__gt=entry.seen)
    same = own.filter(kind=entry.kind, title=entry.title.strip()).first()
    if same is not None:
        raise Conflict("Эта работа уже заведена.", same)


def _listed(entry):
    return sorted({student.pk for student in entry.students})


def counted_for(kind: WorkKind, lesson: Lesson, by: User) -> tuple[int, int, date]:
    """Return who is to owe the marks for a work set by the person, how many days they have, and from when.

    Marks for a work that is not written are due as soon as they are received, from whoever holds the lesson.
    """
    return (by.pk if kind.is_written else lesson.teacher_id, kind.days, lesson.date)


def _drafted(entry, lesson, dues):
    kind, place = entry.kind, counted_for(entry.kind, lesson, entry.by)
    return Work(
        course_id=lesson.course_id,
        lesson=lesson,
        date=lesson.date,
        kind=kind,
        title=entry.title.strip(),
        is_implicit=kind.is_implicit,
        is_written=kind.is_written,
        days=kind.days,
        weight=entry.weight or kind.weight,
        parts=kind.parts,
        audience=Audience.LISTED if entry.students else entry.audience or kind.audience,
        # Done a third time, it is still a retake of the first work.
        retake_of_id=entry.retake_of and (entry.retake_of.retake_of_id or entry.retake_of.pk),
        due_on=dues.due_on(*place),
        due_moved=dues.is_moved(*place),
        owed_by_id=place[0],
        set_by=entry.by,
        set_at=entry.at,
        set_on=localdate(entry.at),
    )
