"""Who is on the roster of a lesson, with what stands beside each name."""

from datetime import date, datetime

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import standing_on
from journal.enums import Presence
from journal.models.absence import AbsenceNote
from journal.models.attendance import Attendance, Exemption
from journal.models.closing import closed_to
from journal.models.lesson import Lesson
from journal.models.plan import Membership


def roster_of(lesson: Lesson):
    """Return the memberships of a lesson in the order of a class list, each with `presence` and `is_exempt`.

    The lesson must come with its course. One query, students included.
    """
    noted = Attendance.objects.filter(lesson=lesson, student=OuterRef("student")).values("presence")
    freed = Exemption.objects.filter(
        standing_on(lesson.date), subject=lesson.course.subject_id, student=OuterRef("student")
    )
    return Membership.objects.on_roster(lesson.course, lesson.date).annotate(
        presence=Coalesce(Subquery(noted), Value(Presence.PRESENT)), is_exempt=Exists(freed)
    )


def with_absences(lessons):
    """Add to lessons `absences`: how many students are noted as away."""
    away = Attendance.objects.away().filter(lesson=OuterRef("pk")).order_by().values("lesson")
    number = away.annotate(number=Count("pk")).values("number")
    return lessons.annotate(absences=Coalesce(Subquery(number), Value(0)))


def with_announced(lessons, *, on: date):
    """Add to lessons of a day `announced`: how many students will not come, as families say, with nothing noted."""
    noted = Attendance.objects.noted().filter(lesson=OuterRef(OuterRef("pk")), student=OuterRef("student"))
    notes = AbsenceNote.objects.standing().on(on).values("student")
    members = Membership.objects.on(on).filter(~Exists(noted), course=OuterRef("course"), student__in=notes)
    number = members.order_by().values("course").annotate(number=Count("pk")).values("number")
    return lessons.annotate(announced=Coalesce(Subquery(number), Value(0)))


def with_first_lesson(students, *, on: date, now: datetime):
    """Add to students `first_lesson`: the key of their first lesson of the day, once it has begun."""
    own = Membership.objects.on(on).filter(student=OuterRef(OuterRef("pk"))).values("course")
    first = Lesson.objects.on(on).held().begun(now).filter(course__in=own).in_order()[:1]
    return students.annotate(first_lesson=Subquery(first.values("pk")))


def with_awaited_reason(attendances, *, on: date):
    """Add `awaits_reason`: nobody has said why the student was not there, and on the day it may still be said."""
    closed = closed_to(on=on, course="lesson__course")
    awaits = Q(presence=Presence.ABSENT, lesson__cancelled_at__isnull=True) & ~Q(Exists(closed))
    return attendances.annotate(awaits_reason=Case(When(awaits, then=Value(True)), default=Value(False)))
