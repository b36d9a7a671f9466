"""Works done again by those who failed: «пересдача» beside the first mark."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime

from accounts.models import User
from demo.invention.calendar import DAY
from demo.living.chance import chance
from demo.living.children import HIGHEST, LOWEST
from demo.living.happenings import Again
from demo.living.register import Register
from journal.actions import MarkEntry, give_marks, set_retake
from journal.enums import Way
from journal.models import Lesson, Work, WorkKind

HELPED, BETTER = 0.7, (0, 1, 1, 2)


def again(story, kind: WorkKind, failed: Sequence[User], at: datetime) -> Iterator[Again]:
    """Let those who failed a work do it again some days after its marks, if the teacher is one to offer it."""
    dice = chance(story.register.seed, "again", story.course.code, story.lesson.date, story.lesson.number)
    is_offered = kind.is_written and kind != story.register.notebooks and dice.random() < HELPED
    if failed and is_offered:
        values = {student: min(HIGHEST, LOWEST + dice.choice(BETTER)) for student in failed}
        at += DAY * dice.randint(3, 9)
        yield Again(lesson=story.lesson, kind=kind, values=values, by=story.teacher, at=at)


def write_again(happening: Again, register: Register) -> None:
    """Write down the work that is done again at the last lesson by then, and its marks."""
    lesson = _lesson_by_then(happening, register)
    first = Work.objects.standing().filter(lesson=happening.lesson, kind=happening.kind, retake_of=None).first()
    students = [student for student in happening.values if _is_there(student, lesson, register)]
    if first is None or not students or lesson.date <= happening.lesson.date:
        return
    said = {"by": happening.by, "at": happening.at}
    retake = set_retake(first, lesson=lesson, students=students, way=Way.GRID, **said)
    marks = [_mark(retake, student, happening.values[student], said) for student in students]
    give_marks(marks, way=Way.GRID)


def _lesson_by_then(happening, register) -> Lesson:
    """Return the last lesson of the course up to the moment."""
    lessons = register.lessons[happening.lesson.course_id]
    place = bisect_right(lessons, happening.at.date(), key=lambda lesson: lesson.date)
    return lessons[place - 1] if place else happening.lesson


def _is_there(student, lesson: Lesson, register) -> bool:
    is_member = student in register.members(lesson.course_id, lesson.date)
    return is_member and student.code not in register.health.away[lesson.date]


def _mark(work, student, value, said):
    return MarkEntry(work=work, student=student, value=value, second_value=value if work.parts == 2 else None, **said)
