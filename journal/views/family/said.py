"""What stands in a place of the diary: an entry, or why it is empty and until when it may be."""

from dataclasses import dataclass
from datetime import date

from accounts.russian import near, short_date, weekday_day
from journal.enums import Duty
from journal.models import Lesson
from journal.rules.deadlines import DEADLINES
from journal.views.family.reminding import Beside, Reminding

FIRST_GRADE = 1


@dataclass(frozen=True)
class Said:
    """Words for a place of the diary. `tone`: soon or late for a promise, empty for an entry; `until`: its day.

    `beside`: what the reader may do about a promise that has not been kept.
    """

    text: str
    tone: str = ""
    clause: str = ""
    until: str = ""
    beside: Beside | None = None


def topic_of(lesson: Lesson, today: date, reminding: Reminding | None = None) -> Said | None:
    """Return what the lesson is or was about; the lesson must come with its lacks."""
    if lesson.topic:
        return Said(lesson.topic)
    return _owed(Duty.TOPIC, lesson, today, reminding) if lesson.lacks_topic else None


def homework_of(lesson: Lesson, today: date, reminding: Reminding | None = None, *, is_for_them: bool) -> Said | None:
    """Return what was set at the lesson; None where nothing is to be said, in the first grade above all."""
    if lesson.homework and is_for_them:
        return Said(lesson.homework, until=_until(lesson))
    if lesson.homework or lesson.homework_not_set:
        return Said("не задано")
    if lesson.lacks_homework:
        return _owed(Duty.HOMEWORK, lesson, today, reminding)
    return _why_never(lesson)


def _owed(duty, lesson, today, reminding):
    due = lesson.deadline_on(duty)
    return promised(duty, due, today, reminding.beside(duty, lesson.pk) if reminding and due < today else None)


def promised(duty: Duty, due: date, today: date, beside: Beside | None = None) -> Said:
    """Say that the school owes an entry: until when, or since when it is late."""
    clause = DEADLINES[duty].clause
    if today <= due:
        return Said(f"ещё не внесено, срок {near(due, today)} до 23:59", "soon", clause)
    return Said(f"срок прошёл {short_date(due)}, запись ещё не внесена", "late", clause, beside=beside)


def _until(lesson):
    return weekday_day(lesson.homework_due_on) if lesson.homework_due_on else ""


def _why_never(lesson):
    course = lesson.course
    if course.is_activity or course.grade == FIRST_GRADE or course.sets_homework_on(lesson.date):
        return None
    return Said("по этому предмету домашних заданий нет")
