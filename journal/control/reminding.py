"""Of what people are reminded, and of what they have been."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localdate, make_aware

from accounts.models import Guardianship, User
from journal.control.figures import figures_of
from journal.control.listing import duty_rows
from journal.control.selection import Selection
from journal.control.tallies import Tally
from journal.enums import Duty, DutyState, ReminderKind
from journal.models import Lesson, RemindedDuty, Work, owed_to, terms_near
from journal.rules.duties import DutyKey
from journal.rules.reminding import OpenDuty
from journal.rules.weeks import Week

DAY = timedelta(days=1)


def overdue_duties(*, now: datetime, since: date | None = None, teacher: int | None = None) -> list[OpenDuty]:
    """Return the entries whose day has passed and that are not there, the oldest first. Four queries.

    `since`: those due on that day or later, else all of the school year; between years of the one that has ended.
    `teacher`: those of one.
    """
    today = localdate(now)
    terms = terms_near(today)
    first = since or (terms[0].year.first_day if terms else today)
    return _open(Selection(first, today - DAY, now, today, state=DutyState.OVERDUE, teacher=teacher))


def due_duties(*, through: date, now: datetime) -> list[OpenDuty]:
    """Return the entries due from today to the day that are not there. Four queries.

    Of all the lessons of today, begun or not: who teaches in the evening is told beforehand.
    """
    today = localdate(now)
    midnight = make_aware(datetime.combine(today, time.max))
    return _open(Selection(today, through, midnight, today, state=DutyState.DUE))


def overdue_of(student: User, key: DutyKey, today: date) -> OpenDuty | None:
    """Return the duty, if its entry is overdue in the diary of the student. One query."""
    if key.is_of_lesson:
        own = Lesson.objects.attended_by(student).overdue(key.duty, today).filter(pk=key.place)
        facts = [(lesson, lesson.deadline_on(key.duty), lesson.debtor(key.duty)) for lesson in own.with_course()]
        return next((open_duty(key, due, teacher, lesson) for lesson, due, teacher in facts), None)
    own = owed_to(student, Work.objects.filter(pk=key.place)).filter(promised_on__lt=today).with_lesson()
    works = own if key == DutyKey(Duty.WRITTEN, key.place, student.pk) else ()
    return next((open_duty(key, work.promised_on, work.owed_by_id, work.lesson, work) for work in works), None)


def reminded_by_family(student: User, keys: Iterable[DutyKey]) -> dict[DutyKey, RemindedDuty]:
    """Return by duty the last reminder of the student or of those who answered for the student then. One query."""
    lessons, works = ([key.place for key in keys if key.is_of_lesson is of_lesson] for of_lesson in (True, False))
    then = OuterRef("reminder__sent_on")
    guardians = Guardianship.objects.in_term(then).filter(child=student.pk, guardian=OuterRef("reminder__sent_by"))
    named = RemindedDuty.objects.filter(Q(lesson__in=lessons) | Q(work__in=works, student=student.pk))
    by_family = Q(reminder__sent_by=student.pk) | Q(Exists(guardians))
    rows = named.filter(by_family, reminder__kind=ReminderKind.FAMILY).select_related("reminder")
    return {row.key: row for row in rows.order_by("reminder__sent_at", "pk")}


def named_overdue(since: date) -> set[tuple[int, DutyKey]]:
    """Return whom the diary has told since the day that which duties had fallen overdue. One query.

    Not of an entry that was made and emptied since: that is to be told anew.
    """
    told = RemindedDuty.objects.filter(reminder__kind=ReminderKind.MORNING, reminder__sent_on__gte=since)
    stays = Q(emptied_on__isnull=True) | Q(emptied_on__lt=F("reminder__sent_on"))
    rows = told.with_emptying().filter(stays)
    return {(row.reminder.recipient_id, row.key) for row in rows.select_related("reminder")}


def week_of_school(week: Week, *, now: datetime) -> tuple[Tally, int]:
    """Return the figures of the duties of a week, and how many teachers have some of them overdue. Four queries."""
    figures = figures_of(Selection(week.monday, week.sunday, now, localdate(now)))
    return figures.whole, figures.teachers_overdue


def open_duty(key: DutyKey, due: date, teacher: int, lesson: Lesson, work: Work | None = None) -> OpenDuty:
    """Return a duty as digests tell of it; the lesson must come with its course, the work with its kind."""
    return OpenDuty(key, teacher, due, lesson.pk, lesson.date, str(lesson.course), work.kind.name if work else "")


def _open(selection) -> list[OpenDuty]:
    return [open_duty(row.key, row.due, row.teacher.pk, row.lesson, row.work) for row in duty_rows(selection)]
