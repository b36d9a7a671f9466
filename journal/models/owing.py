"""Which students a written work still owes a mark: one definition for all who ask. Source: regulation, 4.1.2.

Owed: to who was on the roster, was not absent and not freed from the subject, or was listed, or did the work later; not
to who left by the due day. What was recorded after the due day takes nothing away.
"""

from collections.abc import Callable

from django.db.models import Case, Count, Exists, Expression, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import standing_on
from journal.enums import Audience
from journal.models.attendance import Attendance, Exemption
from journal.models.marks import Mark, Work, WorkAddressee
from journal.models.plan import Membership, stays_beyond
from journal.models.waivers import Waiver

# How a field of the work is named in a condition on the memberships of its course.
Named = Callable[[str], Expression]

NOBODY = Value(0)
OWING = Q(is_written=True, kind__owes_marks=True)
STANDING = Q(cancelled_at__isnull=True) | Q(cancelled_on__gt=F("due_on"))
LESSON_STANDING = Q(lesson__cancelled_at__isnull=True) | Q(lesson__cancelled_on__gt=F("due_on"))


def owing_works():
    """Return written works whose marks are owed: one cancelled after its day still owes what it owed."""
    return Work.objects.filter(OWING, STANDING, LESSON_STANDING)


def owed_to(student, works):
    """Return those of the works that owe this student a mark which is not there, with its day as `promised_on`."""
    own = Membership.objects.of(student)
    members = own.filter(course=OuterRef("course"))
    marks = Mark.objects.filter(work=OuterRef("pk"), student=student)
    present, listed = (Exists(members.filter(owed)) for owed in _owed(OuterRef, _twice))
    return (
        works.filter(OWING, STANDING, LESSON_STANDING, course__in=own.values("course"))
        .filter(Q(present, audience=Audience.PRESENT) | Q(listed, audience=Audience.LISTED))
        .annotate(promised_on=Coalesce(Subquery(marks.values("due_on")[:1]), F("due_on")))
    )


def with_progress(works):
    """Add to works `marked`, the marks that close a duty, and `unmarked`, the students who are still owed one."""
    marked = _count(Mark.objects.whole().filter(work=OuterRef("pk")), "work")
    members = Membership.objects.filter(course=OuterRef("course"))
    present, listed = (_count(members.filter(owed), "course") for owed in _owed(OuterRef, _twice))
    unmarked = Case(
        When(~OWING, then=NOBODY),
        When(audience=Audience.PRESENT, then=present),
        default=listed,
        output_field=IntegerField(),
    )
    return works.annotate(marked=marked, unmarked=unmarked)


def owed_pairs(works):
    """Return the memberships whose student one of the works owes a mark, a row for each work: `work`, `work_due_on`.

    More of the work may be named as `course__works__…`.
    """
    fields = {f"work_{name}": F(f"course__works__{name}") for name in ("date", "lesson", "audience")}
    rows = Membership.objects.filter(course__works__in=works).annotate(
        work=F("course__works"), subject=F("course__subject"), work_due_on=F("course__works__due_on"), **fields
    )
    names = {"pk": "work", "course__subject": "subject"}
    present, listed = _owed(
        lambda name: F(names.get(name, f"work_{name}")), lambda name: OuterRef(names.get(name, f"work_{name}"))
    )
    return rows.filter(Q(present, work_audience=Audience.PRESENT) | Q(listed, work_audience=Audience.LISTED))


def _owed(work: Named, within: Named) -> tuple[Q, Q]:
    """Return which memberships are owed a mark for a work of all present, and for one of those listed.

    `work`: a field of the work for a condition on the membership; `within`: for one in a subquery of it.
    """
    mark = Mark.objects.filter(work=within("pk"), student=OuterRef("student"))
    away = Attendance.objects.away().filter(lesson=within("lesson"), student=OuterRef("student"))
    freed = Exemption.objects.filter(standing_on(within("date")), subject=within("course__subject"))
    missed = Exists(away.filter(recorded_on__lte=within("due_on")))
    exempt = Exists(freed.filter(student=OuterRef("student"), recorded_at__date__lte=within("due_on")))
    listed = Exists(WorkAddressee.objects.filter(work=within("pk"), student=OuterRef("student")))
    did_later = Q(Exists(mark.filter(done_on__isnull=False)))
    waived = Exists(Waiver.objects.of_mark(within("pk"), OuterRef("student")))
    unmarked = _on_roster(work, within) & ~Q(Exists(mark.whole())) & ~Q(waived)
    was_there = Q(recorded_on__lte=work("date")) & ~Q(missed) & ~Q(exempt)
    return unmarked & (was_there | did_later), unmarked & (Q(listed) | did_later)


def _on_roster(work, within) -> Q:
    """Members on the day of the work who stay beyond its due day, be it by another membership."""
    own = Membership.objects.filter(course=OuterRef("course"), student=OuterRef("student"))
    returned = Q(until__gte=work("date")) & Q(Exists(own.filter(stays_beyond(within("due_on")))))
    return Q(since__lte=work("date")) & (stays_beyond(work("due_on")) | returned)


def _twice(name: str) -> OuterRef:
    return OuterRef(OuterRef(name))


def _count(rows, owner):
    counted = rows.order_by().values(owner).annotate(number=Count("student", distinct=True)).values("number")
    return Coalesce(Subquery(counted), NOBODY)
