"""Whether a student is on the roster of a lesson."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accounts.models import User
from journal.actions.refusals import Refused
from journal.models import Lesson, Membership, Work


class Rosters:
    """The memberships of some students in the courses of some lessons or works. One query, none without students."""

    def __init__(self, lessons: Iterable[Lesson | Work], students: Iterable[User]):
        courses, people = {lesson.course_id for lesson in lessons}, {student.pk for student in students}
        self.memberships = defaultdict(list)
        for membership in Membership.objects.filter(course__in=courses, student__in=people):
            self.memberships[membership.course_id, membership.student_id].append(membership)

    def demand(self, course: int, student: User, day: date) -> None:
        """Raise Refused unless the student is a member of the course on the day."""
        if not any(membership.holds_on(day) for membership in self.memberships[course, student.pk]):
            raise Refused(f"{student.list_name}: ученика нет в списке этого урока {day:%d.%m.%Y}.")
