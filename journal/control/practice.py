"""What a teacher or a class has done in a period, beside which the shares in time are fair, and when it was entered.

Sources of rows of one shape, read in one statement: `what` it is; its `course`; how `many` of it; and of an entry the
moment when its lesson `began` and the one when it was `recorded`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from statistics import median

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.timezone import localtime

from accounts.enums import Role
from accounts.models import HeldRole, User
from journal.control.oddities import held, rewritten, unset
from journal.control.selection import Selection
from journal.enums import Duty, Mode
from journal.models import Course, CourseTeacher, Lesson, Mark, PlannedTopic, Work
from journal.models.entries import ABSENT, OWING

SHAPE = ("what", "course", "many", "began", "recorded")
# PostgreSQL would take a bare NULL for a text.
NO_MOMENT = Cast(Value(None), DateTimeField())
# In minutes: what is entered before dawn belongs to the evening before.
DAY, DAWN = 24 * 60, 5 * 60

LESSONS, WORKS, REWRITTEN, UNSET = "lessons", "works", "rewritten", "unset"
PLANNED, GIVEN, CANCELLED, NAMED = "planned", "given", "cancelled", "named"


@dataclass(frozen=True)
class Habit:
    """When entries of a kind are usually made: the medians of the hour, and of the time since the lesson began."""

    number: int
    hour: time
    after: timedelta


@dataclass(frozen=True)
class Hours:
    """How a course goes by its plan, in lessons.

    `planned`: of the year, 0 without a plan; of the days until now `given` were held, `cancelled` were not though the
    timetable has them, and `named` of those held have a topic.
    """

    planned: int
    given: int
    cancelled: int
    named: int

    @property
    def scheduled(self) -> int:
        """How many lessons the timetable has until now."""
        return self.given + self.cancelled

    @property
    def behind(self) -> int:
        """For how many lessons of the timetable there is no topic of a lesson held."""
        return self.scheduled - self.named


@dataclass(frozen=True)
class Practice:
    """What was counted, by what it is and by course; and by rule when the entries were made, beside their lessons."""

    counts: dict[str, Counter[int]]
    entries: dict[Duty, list[tuple[datetime, datetime]]]

    def total(self, what: str) -> int:
        return self.counts[what].total()

    @property
    def marks(self) -> int:
        return sum(self.total(duty) for duty in (Duty.MARK, Duty.REMOTE, Duty.WRITTEN))

    @cached_property
    def habits(self) -> dict[Duty, Habit]:
        """When what there is was usually entered; of several marks for one work the first."""
        return {duty: _habit(self.entries[duty]) for duty in Duty if self.entries[duty]}

    @cached_property
    def hours(self) -> dict[int, Hours]:
        """The plan and the fact of the courses that are taught in the days, by their keys."""
        kinds = (PLANNED, GIVEN, CANCELLED, NAMED)
        courses = {course for kind in kinds for course in self.counts[kind]}
        return {course: Hours(*(self.counts[kind][course] for kind in kinds)) for course in courses}


def teachers():
    """Return everybody who is or was a teacher, or has lessons all the same.

    With `first_lesson_on`, the day of the first lesson that stands, None for none.
    """
    own = Lesson.objects.taught_by(OuterRef("pk"))
    roles = HeldRole.objects.filter(role=Role.TEACHER)
    first = own.held().order_by("date").values("date")[:1]
    return User.objects.filter(Q(pk__in=roles.values("user")) | Exists(own)).annotate(first_lesson_on=Subquery(first))


def practice_of(selection: Selection) -> Practice:
    """Read what was done at the lessons of the days, by the teacher and in the courses selected. One query."""
    first, *others = [source.values_list(*SHAPE) for source in _sources(selection)]
    counts, entries = defaultdict(Counter), defaultdict(list)
    for what, course, many, began, recorded in first.union(*others, all=True).iterator():
        counts[what][course] += many
        if recorded is not None:
            entries[Duty(what)].append((began, recorded))
    return Practice(counts, entries)


def _sources(selection) -> Iterator[QuerySet]:
    lessons = held(selection)
    for duty in OWING:
        yield _moments(lessons.filter(~ABSENT[duty]), duty)
    yield _marks(selection)
    yield _counted(_works(selection), WORKS)
    for what, rows in ((LESSONS, lessons), (REWRITTEN, rewritten(selection)), (UNSET, unset(selection))):
        yield _counted(rows, what)
    yield from _hours(selection)


def _moments(lessons, duty):
    entered = {"began": F("starts_at"), "recorded": F(f"{duty}_recorded_at")}
    return lessons.annotate(what=_named(duty.value), many=Value(1), **entered)


def _marks(selection):
    """Return the works with marks: how many, and when the first of them was recorded."""
    marks = Mark.objects.counted().filter(work__date__range=(selection.first, selection.last))
    if selection.teacher is not None:
        marks = marks.filter(work__owed_by=selection.teacher)
    if selection.courses is not None:
        marks = marks.filter(work__course__in=selection.courses)
    rule = Case(
        When(work__is_written=True, then=Value(Duty.WRITTEN)),
        When(work__lesson__mode=Mode.REMOTE, then=Value(Duty.REMOTE)),
        default=Value(Duty.MARK),
        output_field=CharField(),
    )
    of_works = (
        marks.filter(work__lesson__isnull=False).order_by().annotate(what=rule, began=F("work__lesson__starts_at"))
    )
    return of_works.values("what", "course", "work", "began").annotate(many=Count("pk"), recorded=Min("recorded_at"))


def _works(selection):
    """Return the works set for lessons of the days; the oral one of a lesson is made by itself."""
    works = Work.objects.standing().between(selection.first, selection.last)
    if selection.teacher is not None:
        works = works.filter(set_by=selection.teacher)
    if selection.courses is not None:
        works = works.of_courses(selection.courses)
    return works.filter(is_implicit=False, lesson__isnull=False, lesson__cancelled_at__isnull=True)


def _hours(selection) -> Iterator[QuerySet]:
    """Of the school year so far, whatever days are asked: a plan is of a year."""
    courses = _taught(selection)
    passed = Lesson.objects.of_courses(courses).begun(selection.now)
    same = ("course", "date", "number")
    instead = Lesson.objects.held().filter(**{name: OuterRef(name) for name in same})
    yield _counted(PlannedTopic.objects.filter(course__in=courses), PLANNED, many=Sum("hours"))
    yield _counted(passed.held(), GIVEN)
    yield _counted(passed.held().exclude(topic=""), NAMED)
    yield _counted(passed.filter(~Exists(instead), cancelled_at__isnull=False), CANCELLED)


def _taught(selection):
    """Return the courses of which the plan is asked: those the teacher teaches in the days, or those selected."""
    courses = Course.objects.lessons_only()
    if selection.teacher is not None:
        own = CourseTeacher.objects.filter(teacher=selection.teacher).within(selection.first, selection.last)
        courses = courses.filter(pk__in=own.values("course"))
    return courses if selection.courses is None else courses.filter(pk__in=selection.courses)


def _counted(rows, what, many=None):
    named = rows.order_by().values("course").annotate(what=_named(what), began=NO_MOMENT, recorded=NO_MOMENT)
    return named.annotate(many=many or Count("pk"))


def _named(what):
    return Value(what, output_field=CharField())


def _habit(entries) -> Habit:
    after = median((recorded - began).total_seconds() for began, recorded in entries)
    minute = int(median(_since_dawn(localtime(recorded)) for _, recorded in entries)) + DAWN
    return Habit(len(entries), time(*divmod(minute % DAY, 60)), timedelta(seconds=after))


def _since_dawn(moment: datetime) -> int:
    return (moment.hour * 60 + moment.minute - DAWN) % DAY
