"""Keeps the day since which an entry has stood, and checks that it may be written now."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Subquery
from django.utils.timezone import localdate

from journal.actions.refusals import unless
from journal.models import AcademicYear, Course, Lesson, Reopening, Term, Work, closed_to
from journal.rules import openness
from journal.rules.standing import stands_since


def settle(row, prefix: str, *, stood: bool, stands: bool, at: datetime) -> bool:
    """Set the recorded moment and day of an entry after it was written or emptied; tell whether it was corrected.

    Corrected is what was written in the place of an entry and keeps its day.
    """
    today = localdate(at)
    recorded_on, emptied_on = f"{prefix}recorded_on", f"{prefix}emptied_on"
    if not stands:
        if stood:
            setattr(row, emptied_on, today)
        return False
    since = stands_since(getattr(row, recorded_on), getattr(row, emptied_on), today)
    is_kept = since == getattr(row, recorded_on)
    if not is_kept:
        setattr(row, recorded_on, since)
        setattr(row, f"{prefix}recorded_at", at)
    setattr(row, emptied_on, None)
    return is_kept


def fresh_lessons(lessons: Iterable[Lesson], *along: str, on: date) -> dict[int, Lesson]:
    """Return the lessons as they stand, with their courses, the terms closed on the day, and what is to come along."""
    rows = Lesson.objects.select_related("course", *along)
    return with_closed_term(rows, on=on).in_bulk({lesson.pk for lesson in lessons})


def fresh_works(works: Iterable[Work], *, on: date) -> dict[int, Work]:
    """Return the works as they stand, with their lessons, courses and the terms closed on the day. One query."""
    rows = Work.objects.select_related("course", "kind", "lesson")
    return with_closed_term(rows, on=on).in_bulk({work.pk for work in works})


def demand_open_lesson(lesson: Lesson) -> None:
    """Raise Refused for a fresh lesson that is cancelled or lies in a closed term."""
    unless(openness.cancelled_lesson(lesson))
    _demand_open_term(lesson.closed_term)


def demand_open_work(work: Work) -> None:
    """Raise Refused for a fresh work that is cancelled, of a cancelled lesson, or in a closed term."""
    unless(openness.cancelled_work(work))
    if work.lesson is not None:
        unless(openness.cancelled_lesson(work.lesson))
    _demand_open_term(work.closed_term)


def demand_open_day(course: Course, day: date, *, on: date) -> None:
    """Raise Refused when the course's term of the day, or the whole year, is closed. At most three queries.

    A day between the terms, or after them, goes with the term before it.
    """
    begun = Term.objects.by(course.term_system).filter(year=course.year_id, first_day__lte=day)
    last = begun.order_by("first_day").last()
    if last and last.closed_at and not Reopening.objects.lasting(on).of(course, last).exists():
        unless(openness.closed_term(last))
    demand_open_year(course, on=on)


def demand_open_year(course: Course, *, on: date) -> None:
    """Raise Refused when the course's year is closed, and the course has not been opened again. One query."""
    opened = Reopening.objects.lasting(on).filter(course=course)
    closed = AcademicYear.objects.filter(pk=course.year_id, closed_at__isnull=False)
    unless(openness.closed_year(closed.exclude(pk__in=opened.values("course__year")).first()))


def with_closed_term(rows, *, on: date):
    """Add `closed_term`, the id of the term closed on the day in which the row lies, or None."""
    return rows.annotate(closed_term=Subquery(closed_to(on=on).values("pk")[:1]))


def _demand_open_term(closed_term):
    if closed_term is not None:
        unless(openness.closed_term(Term.objects.get(pk=closed_term)))
