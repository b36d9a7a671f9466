"""What one day asks of the same students."""

from datetime import date

from journal.enums import Audience
from journal.models.lesson import Lesson
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
