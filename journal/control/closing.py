"""What is still missing in a term or a year that is to be closed: results, course by course, and duties by rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from journal.control.figures import figures_of
from journal.control.selection import Selection
from journal.enums import Duty, DutyState
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


@dataclass(frozen=True)
class Missing:
    """How many students of a course have no result in a column."""

    course: Course
    column: ResultColumn
    number: int


def missing_in(period: Term | AcademicYear, *, today: date) -> list[Missing]:
    """Return where results of a term, or of a year, are missing, by subject. Two queries, of a year four."""
    day = min(max(today, period.first_day), period.last_day)
    if isinstance(period, Term):
        courses = Course.objects.filter(year=period.year_id, term_system=period.system)
        return _missing(courses, TermMark.objects.filter(term=period), ResultColumn(TERM, period.pk), day)
    courses = Course.objects.filter(year=period)
    of_year = _missing(courses, YearMark.objects.filter(year=period), ResultColumn(YEAR), day)
    certified = courses.filter(grade__in=CERTIFICATES)
    return [*of_year, *_missing(certified, FinalMark.objects.filter(year=period), ResultColumn(FINAL), day)]


def overdue_in(period: Term | AcademicYear, *, now: datetime, today: date) -> dict[Duty, int]:
    """Return how many entries due in the period are overdue, by rule; those without any left out. Three queries."""
    figures = figures_of(Selection(period.first_day, period.last_day, now, today))
    found = {rule: tally.states[DutyState.OVERDUE] for rule, tally in figures.by_rule.items()}
    return {rule: number for rule, number in found.items() if number}


def _missing(courses, results, column, day) -> Iterable[Missing]:
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
