"""Who has enough marks in a term to be attested (накопляемость): course by course, student by student."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from accounts.models import standing_on
from journal.enums import Retake, TermSystem
from journal.models import (
    Course,
    CourseTeacher,
    Enrolment,
    Exemption,
    Lesson,
    Mark,
    Membership,
    Term,
    TimetableSlot,
    minimum_marks,
    terms_near,
    the_school,
)
from journal.rules.density import wanted

OF_COURSES = ("of_term", "pk", "subject", "hours", "held")
OF_STUDENTS = ("of_term", "place", "student", "many", "name_key")
# PostgreSQL would take a bare NULL for a text.
NO_NUMBER = Cast(Value(None), IntegerField())


@dataclass(frozen=True, kw_only=True)
class DensityAsked:
    """Of which terms, of different systems, it is asked, and of whom; None: no matter.

    `courses` and `classes` are keys; of the classes the students are meant who are enrolled in them. `freed_too`: also
    who is freed from the subject on the day, of whom no marks are wanted any more.
    """

    terms: Collection[Term]
    now: datetime
    today: date
    teacher: int | None = None
    courses: Collection[int] | None = None
    classes: Collection[int] | None = None
    freed_too: bool = False

    def day_of(self, term: Term) -> date:
        """Return the day whose lists count: today, or the nearest one of the term."""
        return min(max(self.today, term.first_day), term.last_day)


@dataclass(frozen=True)
class DensityRow:
    """A student of a course: how many lessons of the term were held, how many marks there are, and are wanted."""

    term: Term
    course: int
    student: int
    lessons: int
    marks: int
    wanted: int

    @property
    def lacking(self) -> int:
        return max(self.wanted - self.marks, 0)


def running(day: date) -> list[Term]:
    """Return the terms of the day, of each system one; in holidays, and after the year, those that have ended last."""
    begun = {term.system: term for term in terms_near(day) if term.first_day <= day}
    return [begun[system] for system in TermSystem if system in begun]


def density_of(asked: DensityAsked) -> list[DensityRow]:
    """Return the students of the courses that are marked in the terms, in the order of a list of names. Two queries.

    Marks of a subject follow a student who has changed group; of who is freed from the subject nothing is wanted.
    """
    if not asked.terms:
        return []
    terms = {term.pk: term for term in asked.terms}
    courses = {row[1]: row for row in _united(_courses(asked, term).values_list(*OF_COURSES) for term in asked.terms)}
    members, marks = [], {}
    for term, place, student, many, _ in _united(_people(asked)).order_by("name_key", "student"):
        if many is None:
            members.append((place, student))
        else:
            marks[term, place, student] = many
    return [_row(terms, courses[course], student, marks) for course, student in members]


def _row(terms, course, student, marks):
    term, pk, subject, hours, lessons = course
    given = marks.get((term, subject, student), 0)
    return DensityRow(terms[term], pk, student, lessons, given, wanted(hours, terms[term].system, minimum_marks()))


def _courses(asked, term):
    """Return the courses that are marked in a term, with their lessons a week and those held."""
    day = asked.day_of(term)
    courses = Course.objects.lessons_only().filter(year=term.year_id, term_system=term.system, marks_since__lte=day)
    courses = courses.filter(Q(marks_until__isnull=True) | Q(marks_until__gte=day))
    if asked.teacher is not None:
        courses = courses.filter(pk__in=CourseTeacher.objects.on(day).filter(teacher=asked.teacher).values("course"))
    if asked.courses is not None:
        courses = courses.filter(pk__in=asked.courses)
    held = Lesson.objects.between(term.first_day, term.last_day).held().begun(asked.now)
    return courses.annotate(of_term=Value(term.pk), hours=_number(TimetableSlot.objects.on(day)), held=_number(held))


def _number(rows):
    counted = rows.filter(course=OuterRef("pk")).order_by().values("course").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), Value(0))


def _people(asked) -> Iterator[QuerySet]:
    """Yield the members of the courses, and the marks of a subject that they have."""
    for term in asked.terms:
        members = _members(asked, term)
        yield members.annotate(place=F("course"), many=NO_NUMBER, name_key=F("student__sort_key")).values_list(
            *OF_STUDENTS
        )
        yield _marks(asked, term, members).values_list(*OF_STUDENTS)


def _members(asked, term):
    day = asked.day_of(term)
    members = Membership.objects.on(day).filter(course__in=_courses(asked, term).values("pk"))
    if not asked.freed_too:
        freed = {"subject": OuterRef("course__subject"), "student": OuterRef("student")}
        members = members.filter(~Exists(Exemption.objects.filter(standing_on(day), **freed)))
    if asked.classes is not None:
        enrolled = Enrolment.objects.on(day).filter(school_class__in=asked.classes)
        members = members.filter(student__in=enrolled.values("student"))
    return members.annotate(of_term=Value(term.pk))


def _marks(asked, term, members):
    """Count the marks by subject and student: two of a work with two parts, one of a work that was done again."""
    # By the works of the year's courses, not by the day of the mark: no index of marks begins with it.
    courses = {"work__course__year": term.year_id, "work__course__term_system": term.system}
    marks = Mark.objects.counted().filter(**courses, work__date__range=(term.first_day, term.last_day))
    if (asked.teacher, asked.courses, asked.classes) != (None, None, None):
        subjects = _courses(asked, term).values("subject")
        marks = marks.filter(student__in=members.values("student"), work__course__subject__in=subjects)
    school = the_school()
    is_last = school is None or school.retakes == Retake.LAST
    work = Coalesce("work__retake_of", "work") if is_last else F("work")
    second = Count(work, distinct=True, filter=Q(second_value__isnull=False))
    sides = {"of_term": Value(term.pk), "place": F("work__course__subject"), "name_key": Value("", CharField())}
    grouped = marks.order_by().annotate(**sides).values("of_term", "place", "student", "name_key")
    return grouped.annotate(many=Count(work, distinct=True) + second)


def _united(sources: Iterable[QuerySet]) -> QuerySet:
    first, *others = sources
    return first.union(*others, all=True)
