"""Who of a class takes which subject, and when in the year."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from journal.control.averages import Key
from journal.enums import TermSystem
from journal.models import AcademicYear, Course, Membership, Student, Subject, Term


@dataclass(frozen=True)
class Taken:
    """A course as one student takes it."""

    subject: Subject
    term_system: TermSystem
    joined_on: date

    @property
    def subject_id(self) -> int:
        return self.subject.pk


class ClassCourses:
    """The courses of some students that have marks in a year. Two queries, whoever they are."""

    def __init__(self, students: list[Student], year: AcademicYear):
        self.students, self.year = students, year

    @cached_property
    def memberships(self) -> list[Membership]:
        within = Membership.objects.within(self.year.first_day, self.year.last_day)
        return list(within.filter(student__in=self.students))

    @cached_property
    def courses(self) -> list[Course]:
        attended = {membership.course_id for membership in self.memberships}
        own = Course.objects.filter(pk__in=attended, marks_since__isnull=False)
        return list(own.lessons_only().with_subject().in_order())

    def taken_in(self, term: Term) -> set[Key]:
        """Return who takes which subject that is marked in the term."""
        marked = {course.pk: course.subject_id for course in self.courses if _is_marked(course, term)}
        within = (row for row in self.memberships if _overlap(term, row.since, row.until))
        return {(row.student_id, marked[row.course_id]) for row in within if row.course_id in marked}

    def subjects_of(self, taken: set[Key]) -> list[Subject]:
        """Return the subjects in their order."""
        own = {subject for _, subject in taken}
        named = {course.subject_id: course.subject for course in self.courses}
        return [subject for key, subject in named.items() if key in own]

    def taken_by(self, student: Student) -> list[Taken]:
        """Return the courses of a student by subject; of two groups of one subject the later one last."""
        courses = {course.pk: course for course in self.courses}
        joined = {
            row.course_id: row.since
            for row in sorted(self.memberships, key=lambda row: row.since)
            if row.student_id == student.pk and row.course_id in courses
        }
        own = [Taken(courses[pk].subject, courses[pk].term_system, since) for pk, since in joined.items()]
        return sorted(own, key=lambda course: (course.subject.name, course.joined_on))


def _is_marked(course, term) -> bool:
    return course.term_system == term.system and _overlap(term, course.marks_since, course.marks_until)


def _overlap(term: Term, since: date, until: date | None) -> bool:
    return since <= term.last_day and (until is None or until >= term.first_day)
