"""What the teachers of a class have not written yet: read by its homeroom teacher, who presses nobody."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from journal.enums import Duty
from journal.models import Course, Lesson, Work, with_progress
from journal.rules.deadlines import DEADLINES, overdue_through
from journal.views.teacher.day import SHOWN, lacks_said
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
    late = {duty: overdue_through(DEADLINES[duty].days, today) for duty in (Duty.TOPIC, Duty.HOMEWORK)}
    topics, homework = (own.lacking(duty).filter(date__lte=through) for duty, through in late.items())
    return (own.on(today) | topics | homework).with_course().with_teacher().with_lacks(now).in_order()


def lacks_of(courses: list[Course], lessons: list[Lesson], today: date) -> Lacks:
    """Return what is owed at the lessons, and for the written works of the year. One query."""
    works = Work.objects.of_courses(courses).standing().filter(is_written=True, lesson__cancelled_at__isnull=True)
    owing = with_progress(works.filter(due_on__lte=today)).filter(unmarked__gt=0)
    lacks = [_of_lesson(lesson, today) for lesson in lessons if lesson.lacks_topic or lesson.lacks_homework]
    lacks += [_of_work(work, today) for work in owing.with_lesson().select_related("set_by").order_by("due_on", "pk")]
    overdue = [lack for lack in lacks if lack.due < today]
    overdue.sort(key=lambda lack: lack.due, reverse=True)
    return Lacks([lack for lack in lacks if lack.due == today], overdue)


def _of_lesson(lesson, today):
    is_due = lesson.date == today
    label = "сегодня до 23:59" if is_due else f"срок прошёл {lesson.date:%d.%m}"
    state = State("topic", "soon" if is_due else "late", label)
    return Lack(lesson.date, lacks_said(lesson), lesson.course, lesson.teacher, state)


def _of_work(work, today):
    return Lack(work.due_on, work.label, work.lesson.course, work.set_by, work_state(work, today))
