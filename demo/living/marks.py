"""The marks of one lesson: answers, the work of the plan, notebooks collected."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from accounts.models import User
from demo.invention.calendar import DAY, working_day
from demo.living.children import HIGHEST, LOWEST, earned, level
from demo.living.happenings import Again, Marking, Setting
from demo.living.retakes import again
from journal.enums import Audience
from journal.models import WorkKind

SECOND = timedelta(seconds=1)
# The numbers of a habit are meant for a class of this size.
FULL_CLASS = 25
COLLECTED = 0.07
FORGOTTEN, NOT_HANDED_IN, DONE_LATER = 0.015, 0.025, 0.5
CORRECTED, EXPLAINED = 0.006, 0.02
# Kinds of which only some of the class are heard at a lesson.
HEARD, HEARD_AT_ONCE = ("by-heart", "reading"), 8
REMARKS = {
    2: "Решено меньше половины. Приходите на консультацию.",
    3: "Много ошибок, разберите их дома.",
    4: "Хорошо, есть неточности.",
    5: "Отличная работа!",
}


def answers(story, present: Sequence[User], at: datetime, *, is_short: bool) -> Iterator[Marking]:
    """Mark those who are asked; at a lesson with a work they are few."""
    asked = story.dice.randint(*story.habit.asked) * len(present) / FULL_CLASS
    number = max(1, round(asked / 2 if is_short else asked))
    for place, student in enumerate(story.dice.sample(present, number)):
        yield from _mark(story, story.register.oral, student, at + SECOND * 20 * place)


def work(
    story,
    kind: WorkKind,
    topic: str,
    present: Sequence[User],
    absent: Sequence[User],
    at: datetime,
) -> Iterator[Setting | Marking | Again]:
    """Set the work of the plan, mark who wrote it, and later some of those who were away."""
    students = story.dice.sample(present, min(len(present), HEARD_AT_ONCE)) if kind.code in HEARD else present
    listed = students if kind.audience == Audience.LISTED else ()
    title = topic if topic.startswith(kind.name) else ""
    yield Setting(lesson=story.lesson, kind=kind, title=title, students=listed, by=story.teacher, at=at)
    yield from _checked(story, kind, students, at)
    if kind.is_written:
        for student in absent:
            if story.dice.random() < DONE_LATER:
                yield from _done_later(story, kind, student, at)


def notebooks(story, present: Sequence[User], at: datetime) -> Iterator[Setting | Marking]:
    """Now and then collect the notebooks of some."""
    if story.dice.random() > COLLECTED:
        return
    students = story.dice.sample(present, min(len(present), story.dice.randint(4, 8)))
    kind = story.register.notebooks
    yield Setting(lesson=story.lesson, kind=kind, students=students, by=story.teacher, at=at)
    yield from _checked(story, kind, students, at)


def _checked(story, kind, students, set_at):
    """Mark a work at one sitting: written ones days later, others at the lesson; let the failed do it again."""
    at = max(story.at(*story.habit.checking(story.dice)), set_at + SECOND * 60) if kind.is_written else set_at
    failed = []
    for student in students:
        at += SECOND * 15
        thrown = story.dice.random() if kind.is_written else 1
        if thrown > FORGOTTEN + NOT_HANDED_IN:
            marks = list(_mark(story, kind, student, at))
            failed += [student] if marks[-1].value == LOWEST else []
            yield from marks
        elif thrown > FORGOTTEN:
            yield Marking(lesson=story.lesson, kind=kind, student=student, by=story.teacher, at=at)
    yield from again(story, kind, failed, at)


def _done_later(story, kind, student, set_at):
    absence = story.register.health.away[story.lesson.date][student.code]
    done_on = working_day(absence.last + DAY * story.dice.randint(1, 3))
    days = (done_on - story.lesson.date).days + story.dice.randint(0, 5)
    at = max(story.at(days, 17 * 60), set_at + SECOND * 60)
    yield from _mark(story, kind, student, at, done_on)


def _mark(story, kind, student, at, done_on=None):
    """Give the mark that the student earns, and correct it in the days after if it was a slip."""
    dice = story.dice
    expected = level(story.register.seed, student.code, story.course.subject.code)
    value = earned(dice, expected)
    mark = Marking(
        lesson=story.lesson,
        kind=kind,
        student=student,
        value=value,
        second_value=earned(dice, expected) if kind.parts == 2 else None,
        comment=REMARKS[value] if dice.random() < EXPLAINED else "",
        done_on=done_on,
        by=story.teacher,
        at=at,
    )
    yield mark
    if value < HIGHEST and dice.random() < CORRECTED:
        yield replace(mark, value=value + 1, at=at + DAY * dice.randint(1, 3))
