"""Which students a written work still owes a mark: one definition for all who ask. Source: regulation, 4.1.2.

Owed: to who was on the roster, was not absent and not freed from the subject, or was listed, by the work's due day; to
who did the work later, by a day of their own. Not to who left by the due day. What was recorded after the due day
takes nothing away.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import (
    Case,
    Count,
    Exists,
    Expression,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import standing_on
from journal.enums import Audience
from journal.models.attendance import Attendance, Exemption
from journal.models.marks import WHOLE, Mark, Work, WorkAddressee
from journal.models.plan import Membership, stays_beyond
from journal.models.waivers import Waiver

# How a field of the work is named in a condition on the memberships of its course.
Named = Callable[[str], Expression]

NOBODY = Value(0)


def owing_works():
    """Return written works whose marks are owed: one cancelled after its day still owes what it owed."""
    return Work.objects.filter(_is_owing())


def owed_to(student, works):
    """Return those of the works that owe this student a mark which is not there, with its day as `promised_on`."""
    own = Membership.objects.of(student)
    present, listed = (Exists(own.filter(owed, course=OuterRef("course"))) for owed in _owed(OuterRef, _twice))
    marks = Mark.objects.filter(work=OuterRef("pk"), student=student)
    done_later = Exists(awaited().filter(work=OuterRef("pk"), student=student))
    return (
        works.filter(_is_owing(), course__in=own.values("course"))
        .filter(Q(present, audience=Audience.PRESENT) | Q(listed, audience=Audience.LISTED) | Q(done_later))
        .annotate(promised_on=Coalesce(Subquery(marks.values("due_on")[:1]), F("due_on")))
    )


def with_progress(works):
    """Add to works `marked`, the marks that close a duty, and `unmarked`, the students who are still owed one.

    Of these `unmarked_later` did the work later and are owed by days of their own, the first of them
    `unmarked_later_by`: see `Work.awaited_by`.
    """
    marked = _count(Mark.objects.whole().filter(work=OuterRef("pk")), "work")
    members = Membership.objects.filter(course=OuterRef("course"))
    present, listed = (_count(members.filter(owed), "course") for owed in _owed(OuterRef, _twice))
    by_the_work = Case(When(audience=Audience.PRESENT, then=present), default=listed, output_field=IntegerField())
    of_later = awaited().filter(work=OuterRef("pk"))
    later = _count(of_later, "work")
    owing = Q(is_written=True, kind__owes_marks=True)
    unmarked = Case(When(owing, then=by_the_work + later), default=NOBODY, output_field=IntegerField())
    later_by = Subquery(of_later.order_by("due_on").values("due_on")[:1])
    return works.annotate(marked=marked, unmarked=unmarked, unmarked_later=later, unmarked_later_by=later_by)


def owed_pairs(now: datetime) -> list[QuerySet]:
    """Return the memberships whose student is owed a mark by the day of the work itself, a row for each work.

    First those of works for all present, then of works for listed students; of lessons that have begun by the moment.
    The work is `work`, its due day `work_due_on`; more of it may be named as `course__works__…`. Who did the work later
    is among the `awaited`.
    """
    works, fields = "course__works__", ("date", "due_on", "lesson", "audience")
    rows = Membership.objects.filter(_is_owing(works), course__works__lesson__starts_at__lte=now)
    rows = rows.annotate(
        work=F("course__works"),
        work_subject=F("course__subject"),
        **{f"work_{name}": F(works + name) for name in fields},
    )
    present, listed = _owed(lambda name: F(_named(name)), lambda name: OuterRef(_named(name)))
    return [rows.filter(present, work_audience=Audience.PRESENT), rows.filter(listed, work_audience=Audience.LISTED)]


def awaited():
    """Return marks, empty or of one part, that students who did a written work later are owed by their own day."""
    roster = Membership.objects.filter(_on_roster(OuterRef, _twice), course=OuterRef("course"))
    waiver = Waiver.objects.of_mark(OuterRef("work"), OuterRef("student"))
    return Mark.objects.filter(
        ~WHOLE,
        ~Q(Exists(waiver)),
        _is_owing("work__", due_on="due_on"),
        Exists(roster.filter(student=OuterRef("student"))),
        done_on__isnull=False,
    )


def _is_owing(work: str = "", *, due_on: str = "") -> Q:
    """Return the condition on written works; `work`: the way to it from the row, as lookups name it.

    `due_on`: the day by which a mark has to be owed for a later cancelling to leave it; that of the work for none.
    """
    day = F(due_on or f"{work}due_on")
    standing = [
        Q(**{f"{row}cancelled_at__isnull": True}) | Q(**{f"{row}cancelled_on__gt": day})
        for row in (work, f"{work}lesson__")
    ]
    return Q(*standing, **{f"{work}is_written": True, f"{work}kind__owes_marks": True})


def _owed(work: Named, within: Named) -> tuple[Q, Q]:
    """Return which memberships are owed a mark for a work of all present, and for one of those listed.

    `work`: a field of the work for a condition on the membership; `within`: for one in a subquery of it.
    """
    mark = Mark.objects.filter(work=within("pk"), student=OuterRef("student"))
    settled = Exists(mark.filter(WHOLE | Q(done_on__isnull=False)))
    waived = Exists(Waiver.objects.of_mark(within("pk"), OuterRef("student")))
    away = Attendance.objects.away().filter(lesson=within("lesson"), student=OuterRef("student"))
    freed = Exemption.objects.filter(standing_on(within("date")), subject=within("course__subject"))
    missed = Exists(away.filter(recorded_on__lte=within("due_on")))
    exempt = Exists(freed.filter(student=OuterRef("student"), recorded_at__date__lte=within("due_on")))
    listed = Exists(WorkAddressee.objects.filter(work=within("pk"), student=OuterRef("student")))
    owed = ~Q(settled) & _on_roster(work, within) & ~Q(waived)
    return owed & Q(recorded_on__lte=work("date")) & ~Q(missed) & ~Q(exempt), Q(listed) & owed


def _on_roster(row: Named, within: Named) -> Q:
    """Members on the `date` of the row who stay beyond its `due_on`, be it by another membership; each of them once."""
    own = Membership.objects.filter(course=OuterRef("course"), student=OuterRef("student"))
    back = own.filter(stays_beyond(within("due_on")), since__lte=within("due_on"))
    returned = Q(until__gte=row("date")) & Q(Exists(back))
    # One who left and came back before that date, while the leaving was entered after the due day.
    begun_anew = Exists(own.filter(since__gt=OuterRef("since"), since__lte=within("date")))
    is_last = Q(until__isnull=True) | Q(until__gte=row("date")) | ~Q(begun_anew)
    return Q(since__lte=row("date")) & (stays_beyond(row("due_on")) | returned) & is_last


def _named(field: str) -> str:
    """Return how a row of `owed_pairs` names a field of its work."""
    return {"pk": "work", "course__subject": "work_subject"}.get(field, f"work_{field}")


def _twice(name: str) -> OuterRef:
    return OuterRef(OuterRef(name))


def _count(rows, owner):
    counted = rows.order_by().values(owner).annotate(number=Count("student", distinct=True)).values("number")
    return Coalesce(Subquery(counted), NOBODY)
