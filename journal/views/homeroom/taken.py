"""Who of a class takes which subject, and when in the year."""

from collections.abc import Iterator
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
    """The courses of some students that have marks in a year. Two queries, whoever they are.

    Of who has left the class, those that were begun while they were in it.
    """

    def __init__(self, students: list[Student], year: AcademicYear):
        self.students, self.year = students, year
        self.left = {student.pk: student.left_on for student in students if student.left_on}

    @cached_property
    def memberships(self) -> list[Membership]:
        within = Membership.objects.within(self.year.first_day, self.year.last_day)
        return [row for row in within.filter(student__in=self.students) if self.was_in(row.student_id, row.since)]

    @cached_property
    def courses(self) -> list[Course]:
        attended = {membership.course_id for membership in self.memberships}
        own = Course.objects.filter(pk__in=attended, marks_since__isnull=False)
        return list(own.lessons_only().with_subject().in_order())

    def was_in(self, student: int, day: date) -> bool:
        """Whether the student had not left the class before the day."""
        return student not in self.left or day <= self.left[student]

    def lasting_on(self, day: date) -> Iterator[tuple[Membership, Course]]:
        """Yield who is in the class and in which marked course on the day: by these lists a closing counts."""
        attended = ((row, course) for row, course in self.attended() if self.was_in(row.student_id, day))
        return ((row, course) for row, course in attended if _lasts(row, course, day))

    def attended(self) -> Iterator[tuple[Membership, Course]]:
        courses = {course.pk: course for course in self.courses}
        return ((row, courses[row.course_id]) for row in self.memberships if row.course_id in courses)

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


def _lasts(row: Membership, course: Course, day: date) -> bool:
    """Tell whether the student is in the course on the day, and it is marked."""
    spans = ((row.since, row.until), (course.marks_since, course.marks_until))
    return all(since <= day and (until is None or until >= day) for since, until in spans)
