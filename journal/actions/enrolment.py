"""Who comes to a class: the place in it, and the courses that the whole class has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils.timezone import localdate

from accounts.actions import Newcomer, add_person, give_role, link, note
from accounts.enums import AuditKind, Role
from accounts.models import User, standing_on
from journal.actions.refusals import demand_room, unless
from journal.models import Course, Enrolment, Membership, SchoolClass, Term
from journal.models.bulk import insert
from journal.rules import openness
from journal.rules.classes import is_of_whole_class


@dataclass(frozen=True)
class Place:
    """A place in a class from a day on, by an order."""

    school_class: SchoolClass
    since: date
    order: str


@dataclass(frozen=True)
class Enrolled:
    """A student in a class: the courses of the whole class come along, those by groups are still to be chosen."""

    student: User
    courses: list[Course]
    by_groups: list[Course]


@transaction.atomic
def admit_student(newcomer: Newcomer, place: Place, *, by: User, at: datetime) -> Enrolled:
    """Write a new student down in a class. Raises Refused."""
    student = add_person(newcomer, by=by, at=at)
    give_role(student, role=Role.STUDENT, since=place.since, order=place.order, by=by, at=at)
    return enrol(student, place, by=by, at=at)


@transaction.atomic
def admit_parent(newcomer: Newcomer, bond: Mapping, *, by: User, at: datetime) -> User:
    """Write a new parent down, linked to a child; `bond`: child, ground, document, term. Raises Refused."""
    guardian = add_person(newcomer, by=by, at=at)
    link(guardian=guardian, **bond, by=by, at=at)
    return guardian


@transaction.atomic
def admit_employee(newcomer: Newcomer, office: Mapping, *, by: User, at: datetime) -> User:
    """Write somebody down who works at the school; `office`: role, term, order. Raises Refused."""
    person = add_person(newcomer, by=by, at=at)
    give_role(person, **office, by=by, at=at)
    return person


@transaction.atomic
def enrol(student: User, place: Place, *, by: User, at: datetime) -> Enrolled:
    """Give a student a place in a class and in the courses that the whole class attends. Raises Refused.

    Entries are owed for the student from today on, however long ago the place was given.
    """
    unless(openness.outside_year(place.school_class.year, place.since))
    standing = Enrolment.objects.within(place.since, date.max).filter(student=student)
    unless(openness.enrolled_already(is_enrolled=standing.exists()))
    demand_room(Enrolment, order=place.order)
    recorded_on = max(place.since, localdate(at))
    courses, by_groups = courses_of(place.school_class, on=recorded_on)
    term = {"student": student, "since": place.since, "recorded_on": recorded_on}
    Enrolment.objects.create(school_class=place.school_class, order=place.order, **term)
    insert([Membership(course=course, **term | {"since": _since(course, place.since)}) for course in courses])
    said = f"зачисление: {place.school_class.code} с {place.since:%d.%m.%Y}, приказ {place.order}"
    note(AuditKind.CHANGED, by=by, at=at, person=student, detail=said)
    return Enrolled(student, courses, by_groups)


def _since(course: Course, day: date) -> date:
    """Return the first day in the course: a closed term of it is not joined any more."""
    closed = Term.objects.closed().filter(year=course.year_id, system=course.term_system, last_day__gte=day)
    last = closed.order_by("last_day").values_list("last_day", flat=True).last()
    return last + timedelta(days=1) if last else day


def courses_of(school_class: SchoolClass, *, on: date) -> tuple[list[Course], list[Course]]:
    """Return the courses that the whole class attends on the day, and the others of the class. Two queries."""
    students = Enrolment.objects.on(on).filter(school_class=school_class).values("student")
    attending = standing_on(on, "memberships__") & Q(memberships__student__in=students)
    number = Count("memberships__student", filter=attending, distinct=True)
    courses = Course.objects.filter(classes=school_class, ended_on__isnull=True).with_subject().in_order()
    whole, by_groups, size = [], [], students.distinct().count()
    for course in courses.annotate(attending=number):
        (whole if is_of_whole_class(course.attending, size) else by_groups).append(course)
    return whole, by_groups
