"""What is still missing in a term or a year that is to be closed: results, course by course, and duties by rule."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate, make_aware

from journal.enums import Duty
from journal.models import (
    CERTIFICATES,
    AcademicYear,
    Course,
    Enrolment,
    FinalMark,
    Lesson,
    Membership,
    Term,
    TermMark,
    Work,
    YearMark,
    every_term,
    with_progress,
)
from journal.rules.results import FINAL, TERM, YEAR, ResultColumn

TEXTS = (Duty.TOPIC, Duty.HOMEWORK)
# The subject of the certificate that a course goes into.
LINE = Coalesce("course__subject__certificate_subject", "course__subject")


@dataclass(frozen=True)
class Missing:
    """How many students of a course have no result in a column."""

    course: Course
    column: ResultColumn
    number: int


def missing_in(period: Term | AcademicYear, *, today: date) -> list[Missing]:
    """Return where results of a term, or of a year, are missing, by subject. Two queries, of a year four."""
    day, courses = min(max(today, period.first_day), period.last_day), courses_of(period)
    if isinstance(period, Term):
        return _missing(courses, TermMark.objects.filter(term=period), ResultColumn(TERM, period.pk), day)
    of_year = _missing(courses, YearMark.objects.filter(year=period), ResultColumn(YEAR), day)
    return [*of_year, *_missing(courses, FinalMark.objects.filter(year=period), ResultColumn(FINAL), day)]


@dataclass(frozen=True)
class Unwritten:
    """What the lessons of a course within a period still lack, whenever it is due."""

    course: Course
    topics: int
    homework: int
    works: int


def unwritten_in(period: Term | AcademicYear, *, now: datetime) -> list[Unwritten]:
    """Return what lessons begun within the period lack, by subject: of a term in the courses it divides.

    By the day of the lesson, not by the day it is due: once the period is closed nobody can write it. So from its last
    day on, when it may be closed, all of its lessons count, also those still to be held. Four queries.
    """
    last = _last_going_with(period)
    by = now if localdate(now) < period.last_day else make_aware(datetime.combine(last, time.max))
    days = {"date__range": (period.first_day, last), "course__in": courses_of(period)}
    lessons = Lesson.objects.held().begun(by).filter(**days)
    works = with_progress(Work.objects.standing().begun(by).filter(**days, is_written=True))
    found = [_by_course(rows) for rows in (*map(lessons.lacking, TEXTS), works.filter(unmarked__gt=0))]
    courses = Course.objects.filter(pk__in={course for numbers in found for course in numbers})
    return [
        Unwritten(course, *(numbers.get(course.pk, 0) for numbers in found))
        for course in courses.with_subject().in_order()
    ]


def _last_going_with(period) -> date:
    """Return the last day that is closed with the period: of a term the one before the next begins."""
    if isinstance(period, AcademicYear):
        return period.last_day
    alike = (term for term in every_term() if (term.year_id, term.system) == (period.year_id, period.system))
    later = [term.first_day - timedelta(days=1) for term in alike if term.first_day > period.first_day]
    return min(later, default=max(period.last_day, period.year.last_day))


def _by_course(rows) -> dict[int, int]:
    return Counter(rows.values_list("course", flat=True))


def courses_of(period: Term | AcademicYear):
    """Return the courses that the period divides: of a term those of its kind, of a year all."""
    if isinstance(period, Term):
        return Course.objects.filter(year=period.year_id, term_system=period.system)
    return Course.objects.filter(year=period)


def _missing(courses, results, column, day) -> list[Missing]:
    marked = (
        courses.lessons_only()
        .filter(marks_since__lte=day)
        .filter(Q(marks_until__isnull=True) | Q(marks_until__gte=day))
    )
    members = Membership.objects.on(day).filter(course__in=marked)
    if column.what == FINAL:
        members = _certified(members, day)
    given = results.standing().filter(student=OuterRef("student"), subject=OuterRef("of"))
    members = members.alias(of=LINE if column.what == FINAL else F("course__subject")).filter(~Exists(given))
    numbers = dict(members.order_by().values_list("course").annotate(number=Count("student", distinct=True)))
    rows = Course.objects.filter(pk__in=numbers).with_subject().in_order()
    return [Missing(course, column, numbers[course.pk]) for course in rows]


def _certified(members, day):
    """Return, of the members who end school with a certificate, one for each line of it, however many its courses."""
    ending = Enrolment.objects.on(day).filter(school_class__grade__in=CERTIFICATES).values("student")
    ending = members.filter(student__in=ending).alias(line=LINE)
    earlier = ending.filter(student=OuterRef("student"), line=OuterRef("line"), course__lt=OuterRef("course"))
    return ending.filter(~Exists(earlier))
