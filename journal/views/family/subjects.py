"""The subjects of a child with the marks of a term, and the arithmetic of their averages."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from accounts.prepared import prepared
from journal.enums import Retake
from journal.models import (
    Attendance,
    Course,
    Lesson,
    Mark,
    Student,
    Subject,
    Term,
    TermMark,
    Work,
    owed_to,
    the_school,
    with_correction,
)
from journal.rules.averages import Average, replaced, weighted
from journal.views.family.calendar import Calendar
from journal.views.family.child import Child
from journal.views.family.said import Said, topic_of
from journal.views.family.shown import ShownMark, shown
from journal.views.family.week import Promise, promise


@dataclass(frozen=True)
class SubjectRow:
    """One subject of a term."""

    subject: Subject
    marks: list[ShownMark]
    average: Average | None
    missed: int
    result: str
    is_marked: bool
    promises: list[Promise]

    @property
    def says_something(self) -> bool:
        return bool(self.marks or self.result)


@dataclass(frozen=True)
class MarkLine:
    """One mark with its part in the average; a dot has none, nor has what was done again (`is_replaced`)."""

    shown: ShownMark
    mark: Mark
    is_replaced: bool

    @property
    def product(self) -> str:
        return " + ".join(f"{value} × {weight} = {value * weight}" for value, weight in pairs_of(self.mark))


@dataclass(frozen=True)
class TopicLine:
    """What one lesson was about."""

    lesson: Lesson
    said: Said | None


def courses_of(student: Student, calendar: Calendar) -> list[Course]:
    """Return the student's courses of the year, without activities; of two groups the present one last. One query."""
    if calendar.year is None:
        return []
    return _courses(student=student.pk, first=calendar.year.first_day, last=calendar.year.last_day)


def subject_rows(student: Student, courses: list[Course], term: Term, today: date) -> list[SubjectRow]:
    """Return the subjects marked by such terms; one who changed group has the marks of both. Four queries."""
    period = {"student": student.pk, "first": term.first_day, "last": term.last_day}
    marks, promises, missed = defaultdict(list), defaultdict(list), dict(_missed(**period))
    results = {result.subject_id: result.digits for result in _results(student=student.pk, term=term.pk)}
    for mark in _marks(**period):
        marks[mark.work.course.subject_id].append(mark)
    for work in _owed_of_all(**period):
        promises[work.course.subject_id].append(promise(work, today, None))
    own = {course.subject_id: course for course in courses if course.term_system == term.system}
    return [
        SubjectRow(
            course.subject,
            [shown(mark) for mark in marks[subject]],
            weighted(pair for mark in counted(marks[subject]) for pair in pairs_of(mark)),
            missed.get(subject, 0),
            results.get(subject, ""),
            is_marked=course.marks_since is not None,
            promises=promises[subject],
        )
        for subject, course in own.items()
    ]


def mark_lines(student: Student, courses: list[Course], term: Term) -> list[MarkLine]:
    """Return the marks of one subject with who gave them, what they weigh and what stood before. One query."""
    own = _marks_of_subject(student=student.pk, first=term.first_day, last=term.last_day, subject=courses[0].subject_id)
    again = _done_again(own)
    return [MarkLine(shown(mark), mark, mark.work_id in again) for mark in own]


def average_of(lines: list[MarkLine]) -> Average | None:
    return weighted(pair for line in lines if not line.is_replaced for pair in pairs_of(line.mark))


def promises_of(child: Child, courses: list[Course], term: Term, today: date) -> list[Promise]:
    """Return the marks still owed for works of the term. One query."""
    works = _owed(student=child.student.pk, subject=courses[0].subject_id, first=term.first_day, last=term.last_day)
    return [promise(work, today, child.reminding) for work in works]


def topics_of(child: Child, courses: list[Course], term: Term, *, now, today: date) -> list[TopicLine]:
    """Return what the lessons of the term were about, the last one first. One query."""
    period = {"first": term.first_day, "last": term.last_day}
    lessons = _lessons(student=child.student.pk, subject=courses[0].subject_id, now=now, **period)
    return [TopicLine(lesson, topic_of(lesson, today, child.reminding)) for lesson in lessons]


def counted(marks: list[Mark]) -> list[Mark]:
    """Return which of one student's marks, in their order, go into the average by the school's rule of retakes."""
    again = _done_again(marks)
    return [mark for mark in marks if mark.work_id not in again]


def pairs_of(mark: Mark) -> list[tuple[int, int]]:
    """Return the (value, weight) pairs of a mark: none for a dot, two for a work of two parts."""
    return [(value, mark.work.weight) for value in (mark.value, mark.second_value) if value is not None]


def _done_again(marks):
    school = the_school()
    digits = ((mark.work_id, mark.work.retake_of_id) for mark in marks if mark.value is not None)
    return replaced(digits, school.retakes if school else Retake.LAST)


@prepared
def _courses(student: int, first: date, last: date):
    attended = Course.objects.attended_within(student, first, last).lessons_only()
    return attended.with_joining_of(student).with_subject().by_subject_as_joined()


@prepared
def _marks(student: int, first: date, last: date):
    return Mark.objects.of(student).between(first, last).standing().with_work().in_order()


@prepared
def _marks_of_subject(student: int, first: date, last: date, subject: int):
    own = Mark.objects.of(student).between(first, last).standing().filter(work__course__subject=subject)
    return with_correction(own).with_work().with_author().in_order()


@prepared
def _owed(student: int, subject: int, first: date, last: date):
    works = Work.objects.filter(course__subject=subject).between(first, last)
    return owed_to(student, works).with_kind().in_order()


@prepared
def _owed_of_all(student: int, first: date, last: date):
    return owed_to(student, Work.objects.between(first, last)).with_course().in_order()


@prepared
def _lessons(student: int, subject: int, first: date, last: date, now: datetime):
    lessons = Lesson.objects.attended_by(student).filter(course__subject=subject).between(first, last)
    return lessons.held().begun(now).with_course().with_lacks(now).in_order().reverse()


@prepared
def _missed(student: int, first: date, last: date):
    away = Attendance.objects.of(student).between(first, last).away()
    held = away.filter(lesson__cancelled_at__isnull=True).values_list("lesson__course__subject")
    return held.annotate(Count("pk"))


@prepared
def _results(student: int, term: int):
    return TermMark.objects.of(student).standing().filter(term=term)
