"""Which duties there are: querysets whose rows have one shape. Source: regulation, 4.1.

Each row is one duty: `rule`; `by`, who owes it; `course`; `due`; `recorded`, None while the entry is absent;
`is_waived`; `of_lesson`, `of_work`, `of_student`, as far as they name it; and for each `Beside` whether it is so,
`is_moved` and others.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from journal.enums import Beside, Duty
from journal.models import Lesson, Mark, Waiver, awaited, entries, marks, owed_pairs
from journal.models.entries import ABSENT, OWING, waived


class Nothing(Value):
    """NULL of a type, for PostgreSQL would take a bare one for a text; nothing is grouped by it."""

    def __init__(self, output_field):
        super().__init__(None, output_field=output_field)

    def as_postgresql(self, compiler, connection):
        return f"CAST(NULL AS {self.output_field.db_type(connection)})", []


NO_DAY, NO_KEY = Nothing(DateField()), Nothing(BigIntegerField())
IS_WITHDRAWN = Q(pk__in=Waiver.objects.marks())
NO, YES = Value(False, output_field=BooleanField()), Value(True, output_field=BooleanField())


def settled(now: datetime) -> Iterator[QuerySet]:
    """Yield the duties whose entry stands, or that have been waived."""
    for duty in OWING:
        yield _entries(duty, now).filter(~_is_withdrawn(duty))
    yield _marks().filter(~IS_WITHDRAWN)
    yield from withdrawn(now)


def withdrawn(now: datetime) -> Iterator[QuerySet]:
    """Yield the duties that have been waived, whether their entry stands or not."""
    for duty in OWING:
        yield _lessons(duty, now).filter(_is_withdrawn(duty))
    yield _waived_marks()


def entered(now: datetime) -> Iterator[QuerySet]:
    """Yield all entries that stand, be they waived: the many, which are easily counted."""
    for duty in OWING:
        yield _entries(duty, now)
    yield _marks()


def entered_but_withdrawn(now: datetime) -> Iterator[QuerySet]:
    """Yield those of the entries that are counted as waived, and not as themselves."""
    for duty in OWING:
        yield _entries(duty, now).filter(_is_withdrawn(duty))
    yield _marks().filter(IS_WITHDRAWN)


def remarkable(now: datetime) -> Iterator[QuerySet]:
    """Yield those of the entries, unless waived, that are late or have something beside them."""
    for duty in OWING:
        yield _entries(duty, now).filter(entries.REMARKABLE[duty], ~_is_withdrawn(duty))
    yield _marks().filter(marks.REMARKABLE, ~IS_WITHDRAWN)


def lacking(now: datetime) -> Iterator[QuerySet]:
    """Yield the duties whose entry is absent, of lessons that have begun by the moment."""
    for duty in OWING:
        yield _lessons(duty, now).filter(ABSENT[duty], ~_is_withdrawn(duty))
    yield from map(_missing, owed_pairs(now))
    yield _missing_later()


def _lessons(duty, now):
    """Return the topics or the homework of lessons, there or not."""
    return _shaped(
        Lesson.objects.owing(duty).begun(now),
        rule=_rule(duty),
        by=F(f"{duty}_owed_by"),
        due=F(f"{duty}_deadline_on"),
        recorded=Case(When(ABSENT[duty], then=NO_DAY), default=F(f"{duty}_recorded_on")),
        of_lesson=F("pk"),
        is_waived=_whether(waived(duty)),
        is_moved=_whether(Q(**{f"{duty}_deadline_on__gt": F("date")})),
        # What came after its waiver is counted as waived alone.
        is_corrected=_whether(
            ~ABSENT[duty] & Q(**{f"{duty}_corrected_on__gt": F(f"{duty}_deadline_on")}) & ~waived(duty)
        ),
    )


def _entries(duty, now):
    """Return the topics or the homework that stand."""
    return _lessons(duty, now).filter(~ABSENT[duty])


def _marks():
    """Return the marks and dots that close a duty."""
    return _shaped(
        Mark.objects.closing(),
        rule=F("duty"),
        by=F("owed_by"),
        due=F("due_on"),
        recorded=F("recorded_on"),
        of_work=F("work"),
        of_student=F("student"),
        is_moved=F("due_moved"),
        is_dot=F("closed_by_dot"),
        is_received=_whether(Q(received_on__gt=F("date"))),
        is_set_later=F("set_later"),
        is_corrected=_whether(Q(corrected_on__gt=F("due_on"))),
    )


def _missing(pairs):
    """Return the marks for written works that are owed and not there, until the work's own day."""
    return _shaped(
        pairs,
        rule=_rule(Duty.WRITTEN),
        by=F("course__works__owed_by"),
        due=F("work_due_on"),
        of_work=F("work"),
        of_student=F("student"),
        is_moved=F("course__works__due_moved"),
        is_set_later=_whether(Q(course__works__set_on__gt=F("work_date"))),
    )


def _missing_later():
    """Return the marks that are owed and not there of those who did a written work later."""
    return _shaped(
        awaited(),
        rule=_rule(Duty.WRITTEN),
        by=F("owed_by"),
        due=F("due_on"),
        of_work=F("work"),
        of_student=F("student"),
        is_moved=F("due_moved"),
        is_set_later=F("set_later"),
    )


def _waived_marks():
    """Return the marks for written works that the deputy director has waived, there or not."""
    mark = Mark.objects.filter(work=OuterRef("work"), student=OuterRef("student"))
    due, is_moved = (Coalesce(Subquery(mark.values(name)[:1]), F(f"work__{name}")) for name in ("due_on", "due_moved"))
    return _shaped(
        Waiver.objects.filter(duty=Duty.WRITTEN).annotate(course=F("work__course")),
        rule=_rule(Duty.WRITTEN),
        by=F("owed_by"),
        due=due,
        of_work=F("work"),
        of_student=F("student"),
        is_waived=YES,
        is_moved=is_moved,
        is_set_later=_whether(Q(work__set_on__gt=F("work__date"))),
    )


def _shaped(rows, **columns):
    """Give the rows the columns of a duty; what is not said of them is not so."""
    usual = {"recorded": NO_DAY, "is_waived": NO} | dict.fromkeys(("of_lesson", "of_work", "of_student"), NO_KEY)
    beside = dict.fromkeys((f"is_{name}" for name in Beside.values), NO)
    return rows.annotate(**usual | beside | columns)


def _is_withdrawn(duty):
    return Q(pk__in=Waiver.objects.lessons(duty))


def _rule(duty):
    return Value(duty.value, output_field=CharField())


def _whether(condition):
    return ExpressionWrapper(condition, BooleanField())
