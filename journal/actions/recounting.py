"""The last days of duties, counted anew by the one rule after pauses have changed. Source: regulation, 4.1."""

from datetime import date

from accounts.models import User
from journal.actions.marking import count_days, duty_of
from journal.models import LACKING, Dues, Lesson, Mark, Work
from journal.models.bulk import update
from journal.rules.deadlines import DEADLINES

DAYS = ("due_on", "due_moved")
OF_WORK = ("date", "days", "is_written", "owed_by", *DAYS, "cancelled_on")
OF_LESSON = ("lesson__mode", "lesson__cancelled_on")
OF_MARK = ("work", "done_on", "received_on", "owed_by", *DAYS, "duty")


def recount(teacher: User | None, first: date, last: date) -> None:
    """Bring the last days of what the teacher, or everyone, owes in line with the pauses as they stand.

    `first`, `last`: the days that are counted otherwise now. Nothing moves but what counts from the last of them or
    before and was due on the first of them or later. Ten statements, however many rows there are.
    """
    dues = Dues()
    for duty in LACKING:
        _recount_lessons(DEADLINES[duty], (teacher, first, last), dues)
    _recount_works((teacher, first, last), dues)
    _recount_marks((teacher, first, last), dues)


def _recount_lessons(rule, where, dues):
    owed_by, deadline = f"{rule.duty}_owed_by", f"{rule.duty}_deadline_on"
    moved = []
    for lesson in _within(Lesson.objects.only("date", owed_by, deadline), owed_by, deadline, *where):
        day = dues.due_on(getattr(lesson, f"{owed_by}_id"), rule.days, lesson.date)
        if day != getattr(lesson, deadline):
            setattr(lesson, deadline, day)
            moved.append(lesson)
    update(moved, (deadline,))


def _recount_works(where, dues):
    moved = []
    for work in _within(Work.objects.only(*OF_WORK), "owed_by", "due_on", *where):
        place, was = (work.owed_by_id, work.days, work.date), work.due_on
        work.due_on, work.due_moved = dues.due_on(*place), dues.is_moved(*place)
        if work.due_on != was:
            moved.append(work)
    update(moved, DAYS)


def _recount_marks(where, dues):
    """Count the days of marks anew, after those of their works."""
    marks, moved = _within(Mark.objects.only(*OF_MARK), "owed_by", "due_on", *where), []
    works = Work.objects.filter(pk__in=marks.order_by().values("work")).select_related("lesson")
    known = {work.pk: work for work in works.only(*OF_WORK, "lesson", *OF_LESSON)}
    for mark in marks:
        work, was = known[mark.work_id], (mark.due_on, mark.duty)
        count_days(mark, work, dues)
        mark.duty = duty_of(mark, work)
        if (mark.due_on, mark.duty) != was:
            moved.append(mark)
    update(moved, (*DAYS, "duty"))


def _within(rows, owed_by, due_on, teacher, first, last):
    rows = rows.filter(date__lte=last, **{f"{due_on}__gte": first})
    return rows if teacher is None else rows.filter(**{owed_by: teacher})
