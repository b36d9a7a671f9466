"""What the parts of a lesson's page are made of."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from accounts.models import User
from accounts.prepared import prepared
from journal.enums import Audience, Presence
from journal.forms.teacher.roster import announced
from journal.forms.teacher.texts import offered
from journal.models import (
    AbsenceNote,
    Course,
    HomeworkAddressee,
    Lesson,
    Mark,
    Membership,
    PlannedTopic,
    Work,
    roster_of,
    with_load,
    with_progress,
)

UPCOMING = 20
# How far ahead homework is set: the longest break is shorter. Parallel classes are at most a week apart.
IN_SIGHT, NEAR = timedelta(weeks=4), timedelta(weeks=2)


class Facts:
    """One lesson as its forms need it; each fact is read when it is first asked for, and once."""

    def __init__(self, lesson: Lesson, *, user, today):
        self.lesson, self.user, self.today = lesson, user, today

    @cached_property
    def members(self) -> list[Membership]:
        """The roster with what is noted, what families have said, and for whom the homework is. One query."""
        notes = AbsenceNote.objects.standing().on(self.lesson.date).filter(student=OuterRef("student"))
        listed = HomeworkAddressee.objects.filter(lesson=self.lesson, student=OuterRef("student"))
        roster = roster_of(self.lesson).annotate(is_announced=Exists(notes), is_addressee=Exists(listed))
        return list(with_load(roster, self.lesson) if self.lesson.homework_minutes else roster)

    @property
    def absent(self) -> list[Membership]:
        return [member for member in self.members if member.presence in Presence.away()]

    @property
    def announced(self) -> list[Membership]:
        return announced(self.members)

    @property
    def load(self) -> int:
        """How many minutes of homework the busiest student of the lesson has on the day this one is due."""
        return max((getattr(member, "load", 0) for member in self.members), default=0)

    @cached_property
    def works(self) -> list[Work]:
        """The works of the lesson with their progress. One query, and one more where a work is not for all."""
        return listed(_works(lesson=self.lesson.pk))

    @cached_property
    def marks(self) -> dict[int, list[Mark]]:
        """The marks of the lesson by their works. One query."""
        found = defaultdict(list)
        for mark in Mark.objects.filter(work__lesson=self.lesson).select_related("given_by", "work"):
            found[mark.work_id].append(mark)
        return found

    @property
    def oral(self) -> Work | None:
        """The work of the answers, once there is a mark for it."""
        every = (mark for marks in self.marks.values() for mark in marks)
        return next((mark.work for mark in every if mark.work.is_implicit), None)

    @cached_property
    def line(self) -> PlannedTopic | None:
        """The line of the plan to take: the lesson's own, or the next one as long as the lesson has no topic."""
        return self.lesson.planned_topic if self.lesson.topic else offered(self.lesson).first()

    @cached_property
    def _in_sight(self) -> dict[Course, list[Lesson]]:
        """The coming lessons of the course, and of those beside it where the person holds lessons. One query.

        `is_own`: whether the person may write to it; a substitute may hold some lessons of a course.
        """
        lesson, day = self.lesson, self.lesson.date
        places = {"course": lesson.course_id, "due": lesson.homework_due_lesson_id or 0}
        days = {"day": day, "near": day + NEAR, "far": day + IN_SIGHT}
        person = {"writer": self.user.pk, "on": self.user.on, "roles": self.user.roles}
        found = defaultdict(list)
        for row in _lessons_in_sight(**places, **days, **person):
            found[row.course].append(row)
        return found

    @property
    def upcoming(self) -> list[Lesson]:
        """The next lessons of the course, to which homework may be set."""
        later = [row for row in self._in_sight[self.lesson.course] if row.starts_at > self.lesson.starts_at]
        return later[:UPCOMING]

    @property
    def beside(self) -> dict[Course, list[Lesson]]:
        """The same for each parallel course, from the day of this lesson on."""
        return {course: lessons for course, lessons in self._in_sight.items() if course != self.lesson.course}


def listed(works: list[Work]) -> list[Work]:
    """Bring along for whom the works are; a query only where one is not for all."""
    prefetch_related_objects([work for work in works if work.audience == Audience.LISTED], "addressees")
    return works


@prepared
def _works(*, lesson: int):
    return with_progress(Work.objects.standing().filter(lesson=lesson).with_lesson()).in_order()


@prepared
def _lessons_in_sight(
    *, course: int, due: int, day: date, near: date, far: date, writer: int, on: date, roles: frozenset
):
    """Return the lessons of the course until `far`, of those beside it until `near`, and the one the homework is for.

    By their keys: each kind is looked up by an index of its own, where one OR would walk through the lessons of years.
    """
    lessons = Lesson.objects.held().with_own(User(pk=writer).standing(on=on, roles=roles))
    beside = lessons.between(day, near).filter(course__in=Course.objects.beside(course), is_own=True).values("course")
    own = Lesson.objects.between(day, far).filter(course=course)
    others = Lesson.objects.between(day, near).filter(course__in=beside)
    of_any = Q(pk__in=own.values("pk")) | Q(pk__in=others.values("pk")) | Q(pk=due)
    return lessons.filter(of_any).with_course().in_order()
