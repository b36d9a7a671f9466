"""Who is responsible for a duty."""

from datetime import datetime

from journal.enums import Duty, Matter
from tests.oracle.facts import Facts

CANCELLED = "отменён"
# How the history says that an open duty was handed over; the code of the successor follows.
HANDED = {Duty.TOPIC: "тему вносит ", Duty.HOMEWORK: "задание вносит "}
MARKS_HANDED = "отметки ставит "


def holder_of(lesson) -> int:
    """Return the teacher who holds the lesson: kept on it when it is drawn up, changed by a substitution."""
    return lesson.teacher_id


def responsible_for_lesson(facts: Facts, lesson, duty: Duty) -> int:
    """Return who owes the topic or the homework: the holder, or who was handed the open duty after that.

    An open duty is handed to a successor by a recorded act, and a closed one stays with whom it was: the history names
    each that was handed over.
    """
    others = tuple(words for words in HANDED.values() if words != HANDED[duty])
    steps = [
        step.new
        for step in facts.of_lesson(Matter.LESSON, lesson)
        if step.new != CANCELLED and not step.new.startswith(others)
    ]
    if steps and steps[-1].startswith(HANDED[duty]):
        return facts.codes[steps[-1].removeprefix(HANDED[duty])]
    return holder_of(lesson)


def responsible_for_work(facts: Facts, work, moment: datetime) -> int:
    """Return who owed the marks for a work then: for a written one who set it, or the successor; else the holder."""
    if not work.is_written:
        return holder_of(work.lesson)
    handed = [step.new for step in facts.of_work(work) if step.new.startswith(MARKS_HANDED) and step.at <= moment]
    return facts.codes[handed[-1].removeprefix(MARKS_HANDED)] if handed else work.set_by_id
