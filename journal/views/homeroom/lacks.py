"""What the teachers of a class have not written yet: read by its homeroom teacher, who presses nobody."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from journal.models import LACKING, Course, Lesson, owing_works, with_progress
from journal.views.teacher.day import SHOWN, first_due, lacks_said
from journal.views.teacher.states import State, work_state


@dataclass(frozen=True)
class Lack:
    """Something a teacher owes the diary of the class."""

    due: date
    what: str
    course: Course
    teacher: User
    state: State


@dataclass(frozen=True)
class Lacks:
    """What is due today, and what was due before, the last first; of that the first ones are shown."""

    due_today: list[Lack]
    overdue: list[Lack]

    @property
    def shown(self) -> list[Lack]:
        return self.overdue[:SHOWN]


def owing_lessons(courses: list[Course], today: date, now: datetime):
    """Return the lessons of the day, and earlier ones of this year whose topic or homework is overdue. One query."""
    own = Lesson.objects.of_courses(courses)
    topics, homework = (own.overdue(duty, today) | own.due_on(duty, today) for duty in LACKING)
    return (own.on(today) | topics | homework).with_course().with_teacher().with_lacks(now).in_order()


def lacks_of(courses: list[Course], lessons: list[Lesson], today: date) -> Lacks:
    """Return what is owed at the lessons, and for the written works of the year. One query."""
    works = owing_works().of_courses(courses).filter(due_on__lte=today)
    owing = with_progress(works).filter(unmarked__gt=0).with_lesson().select_related("owed_by")
    lacks = [_of_lesson(lesson, today) for lesson in lessons if lesson.lacks]
    lacks += [_of_work(work, today) for work in owing.order_by("due_on", "pk")]
    overdue = [lack for lack in lacks if lack.due < today]
    overdue.sort(key=lambda lack: lack.due, reverse=True)
    return Lacks([lack for lack in lacks if lack.due == today], overdue)


def _of_lesson(lesson, today):
    due = first_due(lesson)
    is_late = due < today
    state = State("topic", "late" if is_late else "soon", f"срок прошёл {due:%d.%m}" if is_late else "сегодня до 23:59")
    return Lack(due, lacks_said(lesson), lesson.course, lesson.teacher, state)


def _of_work(work, today):
    return Lack(work.due_on, work.label, work.lesson.course, work.owed_by, work_state(work, today))
