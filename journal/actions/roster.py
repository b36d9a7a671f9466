"""Whether a student is on the roster of a lesson."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from accounts.models import User, standing_on
from journal.actions.refusals import Refused
from journal.enums import Audience
from journal.models import Lesson, Membership, Work, WorkAddressee
from journal.models.bulk import of


class Rosters:
    """The memberships of some students in the courses of some lessons or works. One query, none without students.

    Nearly everybody is a member on all the days in question; a second query finds the others when one is demanded.
    """

    def __init__(self, lessons: Iterable[Lesson | Work], students: Iterable[User]):
        lessons, people = list(lessons), {student.pk for student in students}
        days = [lesson.date for lesson in lessons] or [date.min]
        courses = {lesson.course_id for lesson in lessons}
        self.rows = of(people, Membership.objects.filter(course__in=courses)) if people else Membership.objects.none()
        self.works = [lesson for lesson in lessons if isinstance(lesson, Work) and lesson.audience == Audience.LISTED]
        self.throughout = standing_on(min(days)) & standing_on(max(days))
        self.settled = set(self.rows.filter(self.throughout).values_list("course", "student"))

    @cached_property
    def spells(self) -> dict[tuple[int, int], list[tuple[date, date]]]:
        """First and last days of those who came or left in between, by course and student."""
        spells = defaultdict(list)
        rows = self.rows.exclude(self.throughout).values_list("course", "student", "since", "until")
        for course, student, since, until in rows:
            spells[course, student].append((since, until or date.max))
        return spells

    def covers(self, course: int, student: int, day: date) -> bool:
        """Tell whether the student is a member of the course on the day."""
        key = (course, student)
        return key in self.settled or any(since <= day <= until for since, until in self.spells[key])

    def demand(self, course: int, student: User, day: date) -> None:
        """Raise Refused unless the student is a member of the course on the day."""
        if not self.covers(course, student.pk, day):
            raise Refused(f"{student.list_name}: ученика нет в списке этого урока {day:%d.%m.%Y}.")

    @cached_property
    def addressees(self) -> set[tuple[int, int]]:
        """Whom works that are not for all are for, by work and student."""
        return set(WorkAddressee.objects.filter(work__in=self.works).values_list("work", "student"))

    def demand_addressee(self, work: Work, student: User) -> None:
        """Raise Refused where the work is for others. One query, and that only where one is not for all."""
        if work.audience == Audience.LISTED and (work.pk, student.pk) not in self.addressees:
            raise Refused(f"{student.list_name}: ученика нет в списке этой работы.")


class KnownRosters(Rosters):
    """Rosters of memberships, and of those for whom works are, that have been read already. No query."""

    def __init__(self, memberships: Iterable[Membership], addressees: set[tuple[int, int]]):
        self.addressees = addressees
        self.settled, self.spells = frozenset(), defaultdict(list)
        for row in memberships:
            self.spells[row.course_id, row.student_id].append((row.since, row.until or date.max))
