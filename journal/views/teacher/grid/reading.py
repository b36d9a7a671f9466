"""What a journal is read by: a course, and all that one of its terms holds."""

from datetime import date, datetime

from accounts.models import User
from accounts.prepared import prepared
from journal.models import Attendance, Course, Lesson, Mark, Membership, Work, with_progress


@prepared
def courses(*, pk: int, reader: int, on: date, roles: frozenset):
    """Return the course, if the person reads it; `is_own` tells whether they teach it."""
    person = User(pk=reader).standing(on=on, roles=roles)
    return Course.objects.visible_to(person).filter(pk=pk).with_own(person).with_subject()


@prepared
def days(*, course: int, lesson: int, work: int):
    """Return the day of a lesson, or of a work, of the course."""
    lessons = Lesson.objects.filter(course=course, pk=lesson).values_list("date")
    return lessons.union(Work.objects.filter(course=course, pk=work).values_list("lesson__date"))


def lessons(*, is_own: bool, reader: int, on: date, roles: frozenset, **within):
    """Return the lessons of the days that the person reads; of a course that is not theirs, those they hold."""
    return own_lessons(**within) if is_own else others_lessons(**within, reader=reader, on=on, roles=roles)


@prepared
def own_lessons(*, course: int, first: date, last: date, now: datetime):
    return Lesson.objects.filter(course=course).between(first, last).held().with_lacks(now).in_order()


@prepared
def others_lessons(*, course: int, first: date, last: date, now: datetime, reader: int, on: date, roles: frozenset):
    """Return lessons with their teachers: it is said whose they are; `is_own` tells which are the reader's."""
    person = User(pk=reader).standing(on=on, roles=roles)
    visible = Lesson.objects.visible_to(person).with_own(person).filter(course=course)
    return visible.between(first, last).held().with_lacks(now).with_teacher().in_order()


@prepared
def works(*, course: int, first: date, last: date):
    within = Work.objects.standing().filter(course=course).between(first, last)
    return with_progress(within.with_kind()).in_order()


@prepared
def marks(*, course: int, first: date, last: date):
    """Return (work, student, value, second value, whether it is a dot, version)."""
    within = Mark.objects.filter(work__course=course, work__date__range=(first, last))
    return within.values_list("work", "student", "value", "second_value", "not_handed_in", "version")


@prepared
def noted(*, course: int, first: date, last: date):
    """Return (lesson, student, presence)."""
    within = Attendance.objects.noted().filter(lesson__course=course, lesson__date__range=(first, last))
    return within.values_list("lesson", "student", "presence")


@prepared
def members(*, course: int, first: date, last: date, day: date, reader: int, on: date, roles: frozenset):
    """Return who is a member within the days and is the person's to read, in the order of a class list.

    `is_announced`: whether the family has said that the student does not come on `day`.
    """
    person = User(pk=reader).standing(on=on, roles=roles)
    within = Membership.objects.visible_to(person).within(first, last).filter(course=course)
    return within.with_announced(day).in_order_of_class()
