"""What stands in a place of the journal, in the words in which the history keeps it."""

from collections.abc import Collection

from journal.enums import Presence
from journal.models.lesson import Lesson
from journal.models.marks import Mark
from journal.models.results import ExamMark, Result

NOT_SET = "не задано"


def mark_said(mark: Mark) -> str:
    """Return the digits, the days that are the mark's own, the word beside it."""
    said = [mark.digits]
    if mark.done_on:
        said.append(f"(работа выполнена {mark.done_on:%d.%m.%Y})")
    if mark.received_on != mark.date:
        said.append(f"(получена {mark.received_on:%d.%m.%Y})")
    if mark.comment:
        said.append(f"— {mark.comment}")
    return " ".join(filter(None, said))


def homework_stands(lesson: Lesson) -> str:
    """Return what a person sees there: the text, «не задано», or nothing."""
    return NOT_SET if lesson.homework_not_set else lesson.homework


def homework_said(lesson: Lesson, listed: Collection[int] = ()) -> str:
    """Return what stands, with its day, its minutes, and for how many."""
    said = [homework_stands(lesson)]
    if lesson.homework and lesson.homework_due_on:
        said.append(f"(к {lesson.homework_due_on:%d.%m.%Y})")
    if lesson.homework and lesson.homework_minutes:
        said.append(f"({lesson.homework_minutes} мин)")
    if listed:
        said.append(f"(по списку: {len(listed)})")
    return " ".join(said)


def presence_said(presence: Presence) -> str:
    return "" if presence == Presence.PRESENT else presence.label


def result_said(row: Result) -> str:
    """Return the word beside a result, after which exam, try, form and day: these have no columns in the history."""
    if not isinstance(row, ExamMark):
        return row.comment
    held = ", ".join(filter(None, [row.form, f"{row.held_on:%d.%m.%Y}" if row.held_on else ""]))
    return ": ".join([row.tried, *filter(None, [held, row.comment])])
