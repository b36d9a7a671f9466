"""What one day asks of the same students."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from journal.enums import Audience
from journal.models.lesson import HomeworkAddressee, Lesson
from journal.models.marks import Work
from journal.models.plan import Membership


def written_beside(lesson: Lesson, first: date, last: date):
    """Return the written works for everybody that students of a lesson have from day to day, in any of their courses.

    Each comes with its kind, its subject and who set it. One query.
    """
    students = Membership.objects.on(lesson.date).filter(course=lesson.course_id).values("student")
    courses = Membership.objects.within(first, last).filter(student__in=students).values("course")
    works = Work.objects.standing().between(first, last).filter(is_written=True, audience=Audience.PRESENT)
    works = works.filter(course__in=courses, lesson__cancelled_at__isnull=True)
    return works.select_related("kind", "course__subject", "set_by").in_order()


def with_load(roster, lesson: Lesson):
    """Add to memberships `load`: the minutes of all homework that the student has for the day of this one's."""
    set_for = Q(course__lessons__homework_due_on=lesson.homework_due_on, course__lessons__cancelled_at__isnull=True)
    for_student = Q(course__lessons__homework_is_listed=False) | Exists(
        HomeworkAddressee.objects.filter(lesson=OuterRef("course__lessons"), student=OuterRef("student"))
    )
    own = Membership.objects.filter(set_for, for_student, student=OuterRef("student")).on(lesson.date)
    minutes = own.order_by().values("student").annotate(sum=Sum("course__lessons__homework_minutes")).values("sum")
    return roster.annotate(load=Coalesce(Subquery(minutes), Value(0)))
