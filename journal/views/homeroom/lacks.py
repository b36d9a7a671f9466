"""What the teachers of a class have not written yet: read by its homeroom teacher, who presses nobody."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from journal.models import LACKING, Course, Lesson, owing_works, with_progress
from journal.views.teacher.day import SHOWN, by_due_day, entry_state, lacks_said
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
    lessons = (own.on(today) | topics | homework).with_course().with_teacher().with_debtors()
    return lessons.with_lacks(now).in_order()


def lacks_of(courses: list[Course], lessons: list[Lesson], today: date) -> Lacks:
    """Return what is owed at the lessons, and for the written works of the year. One query."""
    works = owing_works().of_courses(courses).filter(due_on__lte=today)
    owing = with_progress(works).filter(unmarked__gt=0).with_lesson().select_related("owed_by")
    lacks = [lack for lesson in lessons for lack in _of_lesson(lesson, today)]
    lacks += [_of_work(work, today) for work in owing.order_by("due_on", "pk")]
    overdue = [lack for lack in lacks if lack.due < today]
    overdue.sort(key=lambda lack: lack.due, reverse=True)
    return Lacks([lack for lack in lacks if lack.due == today], overdue)


def _of_lesson(lesson, today):
    """Return what a lesson lacks by who owes it, mostly one, and by its last day."""
    owing = {}
    for duty in lesson.lacks:
        owing.setdefault(getattr(lesson, f"{duty}_owed_by"), []).append(duty)
    for debtor, own in owing.items():
        for due, duties in by_due_day(lesson, own):
            yield Lack(due, lacks_said(duties), lesson.course, debtor, entry_state(due, today))


def _of_work(work, today):
    return Lack(work.awaited_by, work.label, work.lesson.course, work.owed_by, work_state(work, today))
