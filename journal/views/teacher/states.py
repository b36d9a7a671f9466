"""What a lesson has and lacks, in a sign and a word. Source: regulation, 4.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.enums import Duty
from journal.models import Lesson, Work


@dataclass(frozen=True)
class State:
    """A small state; `part` names the part of the lesson's page that changes it, `due` the day of what is owed."""

    part: str
    tone: str
    label: str
    due: date | None = None


def states(lesson: Lesson, works: Sequence[Work], *, absences: int, announced: int, today: date) -> list[State]:
    """Return the four states of a lesson, of a cancelled one none.

    The lesson must come with its lacks, the works with their progress. `announced`: of how many students families
    have said that they will not come, and nothing is noted.
    """
    if lesson.is_cancelled:
        return []
    found = [_absences(absences, announced), topic(lesson, today)]
    if lesson.course.sets_homework_on(lesson.date):
        found.append(homework(lesson, today))
    if lesson.course.is_marked_on(lesson.date):
        found.append(marks(works, today))
    return found


def topic(lesson: Lesson, today: date) -> State:
    if lesson.topic:
        return State("topic", "ok", "тема внесена")
    return _absent(Duty.TOPIC, "тема", lesson, today, lacks=lesson.lacks_topic)


def homework(lesson: Lesson, today: date) -> State:
    if lesson.has_homework_entry:
        return State("homework", "ok", "не задано" if lesson.homework_not_set else "задание внесено")
    return _absent(Duty.HOMEWORK, "задание", lesson, today, lacks=lesson.lacks_homework)


def marks(works: Sequence[Work], today: date) -> State:
    """Return how the marks of a lesson stand: its most urgent work, else how many marks there are."""
    open_works = sorted((work for work in works if work.unmarked), key=lambda work: work.due_on)
    if open_works:
        return work_state(open_works[0], today)
    marked = sum(work.marked for work in works)
    if not marked:
        return State("marks", "idle", "отметки не требуются")
    return State("marks", "ok", f"отметки: {marked}")


def work_state(work: Work, today: date) -> State:
    """Return how far a work is marked: «18 из 27, не позднее 22.11»."""
    if not work.unmarked:
        return State("marks", "ok" if work.marked else "idle", f"отметок: {work.marked}")
    progress = f"отметки: {work.marked} из {work.marked + work.unmarked}"
    if work.due_on < today:
        return State("marks", "late", f"{progress}, срок прошёл {work.due_on:%d.%m}", work.due_on)
    return State("marks", "soon", f"{progress}, не позднее {work.due_on:%d.%m}", work.due_on)


def _absences(number: int, announced: int) -> State:
    noted = f"отсутствуют: {number}" if number else "отсутствующих нет"
    if announced:
        return State("presence", "info", f"{noted}, семьи предупредили: {announced}")
    return State("presence", "ok" if number else "idle", noted)


def _absent(duty: Duty, word: str, lesson: Lesson, today: date, *, lacks: bool) -> State:
    """Return the state of an entry that is not there: late, due today, not due yet, or not due at all."""
    due = lesson.deadline_on(duty)
    if not lacks:
        waits = lesson.date >= today and not lesson.course.is_activity
        return State(duty.value, "idle", f"{word}: после начала урока" if waits else f"{word}: не требуется")
    if due < today:
        return State(duty.value, "late", f"{word}: срок прошёл {due:%d.%m}", due)
    until = "сегодня до 23:59" if due == today else f"не позднее {due:%d.%m}"
    return State(duty.value, "soon", f"{word}: {until}", due)
