"""A work moved to another lesson of its course, with the marks that stand for it."""

from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User
from journal.actions.history import ledger
from journal.actions.marking import mark_said, note_mark
from journal.actions.refusals import unless
from journal.actions.roster import Rosters
from journal.actions.standing import demand_open_lesson, demand_open_work, fresh_lessons, fresh_works
from journal.actions.works import note_work, numbered, work_said
from journal.enums import Way
from journal.models import Lesson, Mark, Work
from journal.models.bulk import update
from journal.rules import openness
from journal.rules.deadlines import due_on


def move_work(work: Work, *, lesson: Lesson, by: User, at: datetime, way: Way = Way.FORM) -> None:
    """Move a work, whose due day has not passed, to another lesson of its course; its due day moves along.

    Raises Refused, also when a mark was given or the work was done before the new day: no mark is older than its work.
    """
    with ledger([work.course_id], way=way) as book:
        fresh, target = fresh_works([work])[work.pk], fresh_lessons([lesson])[lesson.pk]
        if fresh.lesson_id == target.pk:
            return
        marks = list(fresh.marks.select_related("student"))
        _demand(fresh, target, marks, localdate(at))
        old, before = _place_said(fresh), fresh.date
        fresh.lesson, fresh.date, fresh.due_on = target, target.date, due_on(fresh.days, target.date)
        update(numbered([fresh]), ("lesson", "date", "due_on", "number"))
        note_work(book, fresh, old=old, new=_place_said(fresh), by=by, at=at)
        for mark in marks:
            mark.work = fresh
            _carry(mark, before, book, by, at)
        update(marks, ("date", "received_on", "received_reason", "due_on"))


def _demand(work, lesson, marks, today):
    demand_open_work(work)
    demand_open_lesson(lesson)
    unless(openness.another_course(work, lesson))
    unless(openness.work_past_its_day(work.due_on, today))
    unless(openness.without_marks(lesson.course, lesson.date))
    unless(openness.entries_before(_first_day(work, marks), lesson.date))
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


def _carry(mark: Mark, before: date, book, by, at) -> None:
    """Give a mark the days of its work; what was received on the lesson's day stays so."""
    old, work = mark_said(mark), mark.work
    if mark.received_on == before:
        mark.received_on = work.date
    mark.date = work.date
    if mark.received_on == work.date:
        mark.received_reason = ""
    mark.due_on = due_on(work.days, (mark.done_on or work.date) if work.is_written else mark.received_on)
    if old != mark_said(mark):
        note_mark(book, mark, old=old, by=by, at=at, reason="")


def _place_said(work: Work) -> str:
    return f"{work_said(work)}, {work.date:%d.%m.%Y}, {work.lesson.number}-й урок"
