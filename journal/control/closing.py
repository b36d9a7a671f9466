"""What is still missing in a term or a year that is to be closed: results, course by course, and duties by rule."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from journal.control.figures import figures_of
from journal.control.selection import Selection
from journal.enums import DutyState
from journal.models import (
    CERTIFICATES,
    AcademicYear,
    Course,
    FinalMark,
    Membership,
    Term,
    TermMark,
    YearMark,
)
from journal.rules.results import FINAL, TERM, YEAR, ResultColumn

OVERDUE = DutyState.OVERDUE


@dataclass(frozen=True)
class Missing:
    """How many students of a course have no result in a column."""

    course: Course
    column: ResultColumn
    number: int


def missing_in(period: Term | AcademicYear, *, today: date) -> list[Missing]:
    """Return where results of a term, or of a year, are missing, by subject. Two queries, of a year four."""
    day, courses = min(max(today, period.first_day), period.last_day), _courses(period)
    if isinstance(period, Term):
        return _missing(courses, TermMark.objects.filter(term=period), ResultColumn(TERM, period.pk), day)
    of_year = _missing(courses, YearMark.objects.filter(year=period), ResultColumn(YEAR), day)
    certified = courses.filter(grade__in=CERTIFICATES)
    return [*of_year, *_missing(certified, FinalMark.objects.filter(year=period), ResultColumn(FINAL), day)]


def overdue_in(period: Term | AcademicYear, *, now: datetime, today: date) -> dict[int, int]:
    """Return how many entries due in the period are overdue, by course: of a term those it divides. Four queries."""
    courses = list(_courses(period).values_list("pk", flat=True))
    figures = figures_of(Selection(period.first_day, period.last_day, now, today, courses=courses))
    tallies = figures.along(lambda rule, teacher, course: course)
    return {course: tally.states[OVERDUE] for course, tally in tallies.items() if tally.states[OVERDUE]}


def _courses(period):
    """Return the courses that the period divides."""
    if isinstance(period, Term):
        return Course.objects.filter(year=period.year_id, term_system=period.system)
    return Course.objects.filter(year=period)


def _missing(courses, results, column, day) -> list[Missing]:
    marked = (
        courses.lessons_only()
        .filter(marks_since__lte=day)
        .filter(Q(marks_until__isnull=True) | Q(marks_until__gte=day))
    )
    subject = Q(subject=OuterRef("course__subject"))
    if column.what == FINAL:
        subject |= Q(subject=OuterRef("course__subject__certificate_subject"))
    given = results.standing().filter(subject, student=OuterRef("student"))
    members = Membership.objects.on(day).filter(~Exists(given), course__in=marked)
    numbers = dict(members.order_by().values_list("course").annotate(number=Count("student", distinct=True)))
    rows = Course.objects.filter(pk__in=numbers).with_subject().in_order()
    return [Missing(course, column, numbers[course.pk]) for course in rows]
