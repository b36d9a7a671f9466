"""The statements that count duties; what they count by and what they count is said in their values."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import IntEnum
from itertools import chain

from django.db.models import Case, Count, F, Func, IntegerField, Max, Q, QuerySet, Value, When

from accounts.prepared import of_place, prepared
from journal.control import sources
from journal.control.selection import Selection
from journal.control.sources import NO_DAY, NO_KEY
from journal.enums import Beside, DutyState
from journal.models import Course

# What is counted by place has no day, what is counted by day no place.
CELL, DAY = ("rule", "by", "course"), ("rule", "no_teacher", "no_course", "due")
BESIDE = {f"n_{name}": Count("pk", filter=Q(**{f"is_{name}": True})) for name in Beside.values}
# Of what is absent nothing else can be said.
FEW = {name: BESIDE[name] for name in ("n_moved", "n_set_later")}
YEAR = timedelta(days=366)

Statement = Callable[[Selection], QuerySet]


class Apart(IntEnum):
    """How the count of the entries is put right: some are of another state, some are missing, some are too many."""

    JUDGED = 0
    ADDED = 1
    TAKEN = -1


class DaysAfter(Func):
    """By how many days the first date is after the second; not Django's difference, which SQLite asks Python for."""

    arity, arg_joiner, template = 2, " - ", "(%(expressions)s)"
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        days = self.copy()
        days.set_source_expressions([Func(day, function="JULIANDAY") for day in self.get_source_expressions()])
        return days.as_sql(compiler, connection, template="CAST(%(expressions)s AS INTEGER)", **context)


def rows(count: Statement, selection: Selection) -> list[tuple]:
    """Return what a statement counts; that of the whole school is built once."""
    asked = {"first": selection.first, "last": selection.last, "now": selection.now, "today": selection.today}
    if selection == Selection(**asked):
        return _of_school(count=count, **asked)
    return list(count(selection))


@prepared
def _of_school(*, count: Statement, first: date, last: date, now: datetime, today: date) -> QuerySet:
    return count(Selection(first, last, now, today))


def entered(selection: Selection) -> QuerySet:
    """Count the entries, as if all were in time, by rule, teacher and course, and once more by rule and due day."""
    first, last = _a_year_before(selection.first), selection.last
    courses = Course.objects.filter(year__first_day__lte=last, year__last_day__gte=first).values("pk")
    # An index leads from the course to the due days: without it the courses of all years would be read.
    cells = (source.filter(course__in=courses) for source in selection.of(sources.entered))
    return _united(_grouped(cells, *CELL, "no_day"), _grouped(selection.of(sources.entered), *DAY))


def apart(selection: Selection) -> QuerySet:
    """Count what is late, waived or has something beside it in the same two ways, by state and `Apart`."""
    is_late = When(state=DutyState.LATE, then=DaysAfter(F("recorded"), F("due")))
    late_by = Max(Case(is_late, default=Value(0), output_field=IntegerField()))
    nothing = dict.fromkeys((*BESIDE, "late_by"), Value(0))
    cells = _grouped(_apart(selection), *CELL, "no_day", "state", "apart", **BESIDE, late_by=late_by)
    return _united(cells, _grouped(_apart(selection), *DAY, "state", "apart", **nothing))


def lacking(selection: Selection) -> QuerySet:
    """Count what is absent by rule, teacher, course and due day."""
    return _united(_grouped(selection.of(sources.lacking), *CELL, "due", **FEW))


def _apart(selection):
    kinds = {
        Apart.JUDGED: sources.remarkable,
        Apart.ADDED: sources.withdrawn,
        Apart.TAKEN: sources.entered_but_withdrawn,
    }
    for kind, duties in kinds.items():
        for source in selection.of(duties):
            yield source.annotate(apart=Value(kind.value, output_field=IntegerField()))


@of_place
def _a_year_before(day: date) -> date:
    """Return the day from which on the courses of a school year may have something due on the day and later."""
    return day - YEAR


def _grouped(duties: Iterable[QuerySet], *sides: str, **columns) -> Iterator[QuerySet]:
    """Count sources by some of their columns."""
    for source in duties:
        rows = source.annotate(no_teacher=NO_KEY, no_course=NO_KEY, no_day=NO_DAY).values(*sides)
        yield rows.annotate(number=Count("pk"), **columns).values_list(*sides, "number", *columns)


def _united(*counts: Iterable[QuerySet]) -> QuerySet:
    """Make the answers of all the rows of one statement."""
    first, *others = chain(*counts)
    return first.union(*others, all=True)
