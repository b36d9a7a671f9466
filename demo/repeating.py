"""The lived year once more, and once more: earlier years of the same school, to measure how it grows with them."""

from django.core.management.color import no_style
from django.db import connection, models, transaction

from accounts.models import Dated
from journal.models import (
    AcademicYear,
    Attendance,
    BellSlot,
    Course,
    CourseTeacher,
    DayOff,
    Enrolment,
    ExamMark,
    FinalMark,
    Homeroom,
    HomeworkAddressee,
    Lesson,
    Mark,
    Membership,
    PlannedTopic,
    RemotePeriod,
    SchoolClass,
    Term,
    TermMark,
    TimetableSlot,
    Waiver,
    Work,
    WorkAddressee,
    YearMark,
)
from journal.rules.deadlines import DAY

# Whole weeks: a Monday stays a Monday.
YEAR = 364 * DAY
SCHOOL = (SchoolClass, Homeroom, Enrolment, Term, BellSlot, DayOff, RemotePeriod)
PLAN = (Course, Course.classes.through, CourseTeacher, Membership, TimetableSlot, PlannedTopic)
ENTRIES = (Lesson, HomeworkAddressee, Work, WorkAddressee, Mark, Attendance, Waiver)
RESULTS = (TermMark, YearMark, ExamMark, FinalMark)
REPEATED = (AcademicYear, *SCHOOL, *PLAN, *ENTRIES, *RESULTS)


class Repeated(Exception):
    """The database has more than one year already."""


@transaction.atomic
def repeat(times: int) -> int:
    """Put so many earlier years before the only one; returns how many rows were made.

    A statement for each table and year. What is told once for ever is not repeated: people, and the sealed history.
    Raises Repeated.
    """
    if AcademicYear.objects.count() != 1:
        raise Repeated
    last = {model: model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0 for model in REPEATED}
    made = sum(_repeated(number, last) for number in range(1, times + 1))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), REPEATED):
            cursor.execute(statement)
    return made


def _repeated(number, last) -> int:
    _put_year(number, last)
    return sum(_copy(model, number, last) for model in REPEATED[1:])


def _put_year(number, last):
    """Put a year that ends the day before the one that was put last."""
    first, next_one = AcademicYear.objects.get(pk=last[AcademicYear]), AcademicYear.objects.earliest("first_day")
    begins = first.first_day - number * YEAR
    AcademicYear.objects.create(
        pk=first.pk + number * last[AcademicYear],
        name=f"{begins.year}/{(begins.year + 1) % 100:02}",
        first_day=begins,
        last_day=next_one.first_day - DAY,
    )


def _copy(model, number, last) -> int:
    quoted, fields = connection.ops.quote_name, model._meta.concrete_fields
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    names = ", ".join(quoted(field.column) for field in fields)
    values = ", ".join(_moved(field, quoted(field.column), number, last) for field in fields)
    # Names of our own tables and columns, and numbers.
    copied = f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {key} <= %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(copied, [last[model]])
        return cursor.rowcount


def _moved(field, column, number, last) -> str:
    """Return what stands in a column of a row that is so many years earlier."""
    target = field.model if field.primary_key else field.related_model
    if target in last:
        return f"{column} + {number * last[target]}"
    if not isinstance(field, models.DateField):
        return column
    moved = _earlier_on_sqlite if connection.vendor == "sqlite" else _earlier_on_postgres
    earlier = moved(column, (number * YEAR).days, is_moment=isinstance(field, models.DateTimeField))
    if issubclass(field.model, Dated) and field.name == "until":
        # What goes on in the lived year has ended with an earlier one.
        return f"COALESCE({earlier}, {_day(_last_day(number))})"
    return earlier


def _last_day(number):
    """Return a day on which a year that is so many before still goes on, and none after it has begun."""
    return AcademicYear.objects.latest("first_day").first_day - (number - 1) * YEAR - DAY


def _day(day):
    return f"'{day}'" if connection.vendor == "sqlite" else f"DATE '{day}'"


def _earlier_on_sqlite(column, days, *, is_moment):
    day = f"DATE({column}, '-{days} days')"
    return f"{day} || SUBSTR({column}, 11)" if is_moment else day


def _earlier_on_postgres(column, days, *, is_moment):
    return f"{column} - INTERVAL '{days} days'" if is_moment else f"{column} - {days}"
