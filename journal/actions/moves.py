"""A work moved to another lesson of its course, with the marks that stand for it."""

from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User
from journal.actions.history import ledger
from journal.actions.marking import count_days, note_mark, rule_of
from journal.actions.refusals import unless
from journal.actions.roster import Rosters
from journal.actions.standing import demand_open_lesson, demand_open_work, fresh_lessons, fresh_works
from journal.actions.works import first_due, note_work, numbered, work_said
from journal.enums import Way
from journal.models import Dues, Lesson, Mark, Work
from journal.models.bulk import update
from journal.models.said import mark_said
from journal.rules import openness


def move_work(work: Work, *, lesson: Lesson, by: User, at: datetime, way: Way = Way.FORM) -> None:
    """Move a work, whose due day has not passed, to another lesson of its course; its due day moves along.

    Raises Refused, also when a mark was given or the work was done before the new day: no mark is older than its work;
    and when a written work was held already and the other lesson has yet to begin.
    """
    with ledger([work.course_id], way=way) as book:
        fresh, target = _fresh(work, lesson, localdate(at))
        if fresh.lesson_id == target.pk:
            return
        marks = list(fresh.marks.select_related("student"))
        _demand(fresh, target, marks, at)
        old, before = _place_said(fresh), fresh.date
        _place(fresh, target, dues := Dues())
        update(numbered([fresh]), ("lesson", "date", "due_on", "due_moved", "owed_by", "number"))
        note_work(book, fresh, old=old, new=_place_said(fresh), by=by, at=at)
        for mark in marks:
            mark.work = fresh
            said = mark_said(mark)
            _carry(mark, before, dues)
            if said != mark_said(mark):
                note_mark(book, mark, old=said, by=by, at=at, reason="")
        update(marks, ("date", "received_on", "received_reason", "duty", "owed_by", "due_on", "due_moved", "set_later"))


def _fresh(work, lesson, today):
    return fresh_works([work], on=today)[work.pk], fresh_lessons([lesson], on=today)[lesson.pk]


def _demand(work, lesson, marks, at):
    demand_open_work(work)
    demand_open_lesson(lesson)
    unless(openness.another_course(work, lesson))
    unless(openness.work_past_its_day(first_due(work, marks), localdate(at)))
    unless(openness.without_marks(lesson.course, lesson.date))
    unless(openness.entries_before(_first_day(work, marks), lesson.date))
    unless(openness.held_work_put_ahead(work, lesson, at))
    if work.retake_of is not None:
        unless(openness.retake_before_its_work(work.retake_of.lesson, lesson))
    for retake in work.retakes.standing().select_related("lesson"):
        unless(openness.retake_before_its_work(lesson, retake.lesson))
    _demand_members(work, lesson, marks)


def _demand_members(work, lesson, marks):
    """Refuse to take a mark, or the work of one listed, to a day on which the student is not there."""
    students = [addressee.student for addressee in work.addressees.select_related("student")]
    students += [mark.student for mark in marks if mark.digits]
    rosters = Rosters([lesson], students)
    for student in students:
        rosters.demand(lesson.course_id, student, lesson.date)


def _first_day(work, marks) -> date | None:
    """Return the first day on which anything about the work was written or done."""
    given = [mark.recorded_on or localdate(mark.changed_at) for mark in marks if mark.digits]
    stated = [mark.received_on for mark in marks if mark.received_on != work.date]
    done = [mark.done_on for mark in marks if mark.done_on]
    return min([*given, *stated, *done], default=None)


def _place(work: Work, lesson: Lesson, dues: Dues) -> None:
    """Put a work at a lesson; whoever holds the lesson owes the marks for what is not written."""
    place = counted_at(work, lesson)
    work.lesson, work.date, work.owed_by_id = lesson, lesson.date, place[0]
    work.due_on, work.due_moved = dues.due_on(*place), dues.is_moved(*place)


def counted_at(work: Work, lesson: Lesson) -> tuple[int, int, date]:
    """Return who is to owe the marks for the work at another lesson, how many days they have, and from when."""
    return (work.owed_by_id if work.is_written else lesson.teacher_id, work.days, lesson.date)


def _carry(mark: Mark, before: date, dues: Dues) -> None:
    """Give a mark the days of its work; what was received on the lesson's day stays so."""
    work = mark.work
    if mark.received_on == before:
        mark.received_on = work.date
    mark.date = work.date
    if mark.received_on == work.date:
        mark.received_reason = ""
    mark.duty = rule_of(work)
    if not work.is_written:
        mark.owed_by_id = work.owed_by_id
    mark.set_later = work.is_set_later
    count_days(mark, work, dues)


def _place_said(work: Work) -> str:
    return f"{work_said(work)}, {work.date:%d.%m.%Y}, {work.lesson.number}-й урок"
