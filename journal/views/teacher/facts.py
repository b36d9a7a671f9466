"""What the parts of a lesson's page are made of."""

from collections import defaultdict
from datetime import timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

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
        works = Work.objects.standing().filter(lesson=self.lesson).with_lesson()
        return listed(list(with_progress(works).in_order()))

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

        `is_mine`: whether the person may write to it; a substitute may hold some lessons of a course.
        """
        lesson, course, day = self.lesson, self.lesson.course, self.lesson.date
        mine, near = Lesson.objects.editable_by(self.user), (day, day + NEAR)
        same = {"course__year": course.year_id, "course__subject": course.subject_id, "course__grade": course.grade}
        beside = mine.filter(date__range=near, **same).values("course")
        own = Q(course=course, date__range=(day, day + IN_SIGHT)) | Q(pk=lesson.homework_due_lesson_id)
        found = defaultdict(list)
        lessons = Lesson.objects.held().filter(own | Q(course__in=beside, date__range=near))
        lessons = lessons.annotate(is_mine=Exists(mine.filter(pk=OuterRef("pk"))))
        for row in lessons.with_course().in_order():
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
