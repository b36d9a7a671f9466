"""Keeps the day since which an entry has stood, and checks that it may be written now."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from journal.actions.refusals import unless
from journal.models import Lesson, Term
from journal.rules import openness
from journal.rules.standing import stands_since


def settle(row, prefix: str, *, stood: bool, stands: bool, at: datetime) -> None:
    """Set the recorded moment and day of an entry after it was written or emptied at a moment."""
    today = localdate(at)
    recorded_on, emptied_on = f"{prefix}recorded_on", f"{prefix}emptied_on"
    if stands:
        since = stands_since(getattr(row, recorded_on), getattr(row, emptied_on), today)
        if since != getattr(row, recorded_on):
            setattr(row, recorded_on, since)
            setattr(row, f"{prefix}recorded_at", at)
        setattr(row, emptied_on, None)
    elif stood:
        setattr(row, emptied_on, today)


class Openness:
    """Whether lessons may be written to now: none of a closed term, none that is cancelled. One query to make."""

    def __init__(self):
        self.closed = list(Term.objects.closed())

    def demand(self, lesson: Lesson) -> None:
        """Raise Refused with the sentence of the rule that forbids it."""
        unless(openness.cancelled_lesson(lesson))
        unless(openness.closed_term(self.closed_term(lesson.course, lesson.date)))

    def closed_term(self, course, day) -> Term | None:
        fitting = (term for term in self.closed if term.system == course.term_system and term.covers(day))
        return next(fitting, None)


def fresh_lessons(lessons: Iterable[Lesson]) -> dict[int, Lesson]:
    """Return the lessons as they stand in the database now, with their courses and teachers, by id."""
    ids = {lesson.pk for lesson in lessons}
    return Lesson.objects.select_related("course", "teacher").in_bulk(ids)
