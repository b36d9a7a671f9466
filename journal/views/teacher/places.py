"""Where a work is or may be: its lessons, and what else their students have on those days."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.russian import day_month
from journal.forms.teacher.texts import lesson_said
from journal.models import Course, Lesson, Work, written_beside

NEAR = timedelta(days=7)
# How far from its lesson a work may be moved, and from today done again.
IN_SIGHT = timedelta(days=14)
# Of each parallel class, so that the list of its lessons stays short.
NEAREST = 4


@dataclass(frozen=True)
class Place:
    """A lesson for a work with the day of its marks, and the tests that its students have on that day already."""

    lesson: Lesson
    due: date
    tests: list[Work]

    @property
    def said(self) -> str:
        return f"{self.lesson.course.group}, {lesson_said(self.lesson)}: отметки не позднее {day_month(self.due)}."

    @property
    def warning(self) -> str:
        """What the person is told of, and not forbidden."""
        said = "; ".join(map(written_said, self.tests))
        return f"{day_month(self.lesson.date)} у этих учеников уже есть: {said}." if said else ""


def beside(lesson: Lesson, user) -> dict[Course, list[Lesson]]:
    """Return the nearest lessons of the person's other courses of the same subject and grade. One query."""
    course, found = lesson.course, defaultdict(list)
    near = Lesson.objects.editable_by(user).held().between(lesson.date - NEAR, lesson.date + NEAR)
    same = near.filter(course__subject=course.subject_id, course__grade=course.grade, course__year=course.year_id)
    for other in same.exclude(course=course.pk).with_course().order_by("course__group", "date", "number"):
        if other.course.is_marked_on(other.date):
            found[other.course].append(other)
    return {course: _nearest(lessons, lesson.date) for course, lessons in found.items()}


def lessons_around(work: Work, today: date) -> list[Lesson]:
    """Return the lessons of the work's course from two weeks before it to two weeks from now. One query."""
    first, last = work.date - IN_SIGHT, max(work.date, today) + IN_SIGHT
    return list(Lesson.objects.held().filter(course=work.course_id).between(first, last).in_order())


def lessons_from(work: Work, lessons: list[Lesson]) -> list[Lesson]:
    """Return the lessons at which the work may be done again: its own and later ones."""
    first = (work.lesson.date, work.lesson.number)
    return [lesson for lesson in lessons if (lesson.date, lesson.number) >= first]


def places_of(form) -> list[Place]:
    """Return the places of the works that a valid form is about to set. One query for each, if they are tests."""
    return [Place(lesson, form.due_on(lesson), _tests_on_the_day(form, lesson)) for lesson in form.lessons]


def written_said(work: Work) -> str:
    """Return «Физика, контрольная работа (Петров И. И.)»."""
    label = work.label[0].lower() + work.label[1:]
    return f"{work.course.subject}, {label} ({work.set_by.short_name})"


def _nearest(lessons, day):
    nearest = sorted(lessons, key=lambda other: abs(other.date - day))[:NEAREST]
    return sorted(nearest, key=lambda other: (other.date, other.number))


def _tests_on_the_day(form, lesson):
    if not form.is_test:
        return []
    tests = written_beside(lesson, lesson.date, lesson.date)
    # Of a form sent twice the work that stands already is no other one.
    return [test for test in tests if test.lesson_id != form.lesson.pk or test.number <= form.last_seen]
