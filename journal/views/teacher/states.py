"""What a lesson has and lacks, in a sign and a word. Source: regulation, 4.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.enums import Duty
from journal.models import Lesson, Work

# What is absent, and what somebody enters.
WORDS = {Duty.TOPIC: ("тема", "тему"), Duty.HOMEWORK: ("задание", "задание")}


@dataclass(frozen=True)
class State:
    """A small state; `part` names the part of the lesson's page that changes it, `due` the day of what is owed."""

    part: str
    tone: str
    label: str
    due: date | None = None


@dataclass(frozen=True)
class Reader:
    """Who reads the states, and on which day: what others owe is said, and not pressed for."""

    pk: int
    today: date


def states(lesson: Lesson, works: Sequence[Work], *, absences: int, announced: int, reader: Reader) -> list[State]:
    """Return the four states of a lesson, of a cancelled one none.

    The lesson must come with its lacks, the works with their progress. `announced`: of how many students families
    have said that they will not come, and nothing is noted.
    """
    if lesson.is_cancelled:
        return []
    found = [_absences(absences, announced), topic(lesson, reader)]
    if lesson.course.sets_homework_on(lesson.date):
        found.append(homework(lesson, reader))
    if lesson.course.is_marked_on(lesson.date):
        found.append(marks(works, reader))
    return found


def topic(lesson: Lesson, reader: Reader) -> State:
    if lesson.topic:
        return State("topic", "ok", "тема внесена")
    return _absent(Duty.TOPIC, lesson, reader)


def homework(lesson: Lesson, reader: Reader) -> State:
    if lesson.has_homework_entry:
        return State("homework", "ok", "не задано" if lesson.homework_not_set else "задание внесено")
    return _absent(Duty.HOMEWORK, lesson, reader)


def marks(works: Sequence[Work], reader: Reader) -> State:
    """Return how the marks of a lesson stand: its most urgent work, one's own first, else how many marks there are."""
    open_works = [work for work in works if work.unmarked]
    if open_works:
        urgent = min(open_works, key=lambda work: (work.owed_by_id != reader.pk, work.awaited_by))
        return work_state(urgent, reader.today, is_own=urgent.owed_by_id == reader.pk)
    marked = sum(work.marked for work in works)
    if not marked:
        return State("marks", "idle", "отметки не требуются")
    return State("marks", "ok", f"отметки: {marked}")


def work_state(work: Work, today: date, *, is_own: bool = True) -> State:
    """Return how far a work is marked: «18 из 27, не позднее 22.11»; of another's, that it is another's."""
    if not work.unmarked:
        return State("marks", "ok" if work.marked else "idle", f"отметок: {work.marked}")
    progress = f"отметки: {work.marked} из {work.marked + work.unmarked}"
    if not is_own:
        return State("marks", "idle", f"{progress}, ставит другой учитель")
    due = work.awaited_by
    if due < today:
        return State("marks", "late", f"{progress}, срок прошёл {due:%d.%m}", due)
    return State("marks", "soon", f"{progress}, {until(due, today)}", due)


def until(due: date, today: date) -> str:
    """Say by when something is to be entered whose day has not passed."""
    return "сегодня до 23:59" if due == today else f"не позднее {due:%d.%m}"


def _absences(number: int, announced: int) -> State:
    noted = f"отсутствуют: {number}" if number else "отсутствующих нет"
    if announced:
        return State("presence", "info", f"{noted}, семьи предупредили: {announced}")
    return State("presence", "ok" if number else "idle", noted)


def _absent(duty: Duty, lesson: Lesson, reader: Reader) -> State:
    """Return the state of an entry that is not there: late, due today, not due yet, another's, or not due at all."""
    due, (word, whom) = lesson.deadline_on(duty), WORDS[duty]
    if duty not in lesson.lacks:
        waits = lesson.date >= reader.today and not lesson.course.is_activity
        return State(duty.value, "idle", f"{word}: после начала урока" if waits else f"{word}: не требуется")
    if not lesson.is_owed_by(reader.pk, duty):
        return State(duty.value, "idle", f"{whom} вносит другой учитель")
    if due < reader.today:
        return State(duty.value, "late", f"{word}: срок прошёл {due:%d.%m}", due)
    return State(duty.value, "soon", f"{word}: {until(due, reader.today)}", due)
