"""How far works are marked: the marks that close their duty, and the students who are still owed one."""

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import standing_on
from journal.enums import Audience
from journal.models.attendance import Attendance, Exemption
from journal.models.marks import Mark, WorkAddressee
from journal.models.plan import Membership

WORK = {name: OuterRef(OuterRef(name)) for name in ("pk", "lesson", "course", "course__subject", "date", "due_on")}
NOBODY = Value(0)


def with_progress(works):
    """Add to works `marked`, the marks that close a duty, and `unmarked`, the students who are still owed one.

    Owed are the same students as by `owed_to`; a work that is not written owes nobody (regulation, 4.1.2).
    """
    marked = _count(Mark.objects.whole().filter(work=OuterRef("pk")), "work")
    unmarked = Case(
        When(Q(is_written=False) | Q(kind__owes_marks=False), then=NOBODY),
        When(audience=Audience.PRESENT, then=_count(_present(), "course")),
        default=_count(_listed(), "work"),
        output_field=IntegerField(),
    )
    return works.annotate(marked=marked, unmarked=unmarked)


def _count(rows, owner):
    counted = rows.order_by().values(owner).annotate(number=Count("student", distinct=True)).values("number")
    return Coalesce(Subquery(counted), NOBODY)


def _present():
    """Members of the course on the day of the work who were there, or did the work later, and have no mark."""
    member = Membership.objects.staying_beyond(OuterRef("due_on")).filter(course=OuterRef("course"))
    known = member.filter(since__lte=OuterRef("date"), recorded_on__lte=OuterRef("date"))
    mark = Mark.objects.filter(work=WORK["pk"], student=OuterRef("student"))
    away = Attendance.objects.away().filter(lesson=WORK["lesson"], student=OuterRef("student"))
    freed = Exemption.objects.filter(standing_on(WORK["date"]), subject=WORK["course__subject"])
    missed = Exists(away.filter(recorded_on__lte=WORK["due_on"]))
    exempt = Exists(freed.filter(student=OuterRef("student"), recorded_at__date__lte=WORK["due_on"]))
    there = ~Q(missed) & ~Q(exempt)
    return known.filter(there | Q(Exists(mark.filter(done_on__isnull=False))), ~Exists(mark.whole()))


def _listed():
    """Students listed for the work who stay in the course beyond its due day and have no mark."""
    mark = Mark.objects.filter(work=WORK["pk"], student=OuterRef("student"))
    staying = Membership.objects.staying_beyond(WORK["due_on"])
    member = staying.filter(course=WORK["course"], student=OuterRef("student"))
    return WorkAddressee.objects.filter(~Exists(mark.whole()), Exists(member), work=OuterRef("pk"))
