"""What one course of a year holds, read once for its pages and its tables."""

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from django.db.models import Q

from accounts.models import User
from journal.enums import Audience, Matter
from journal.models import (
    Attendance,
    ChainHead,
    Change,
    Course,
    CourseTeacher,
    ExamMark,
    FinalMark,
    HomeworkAddressee,
    Lesson,
    Mark,
    Membership,
    PlannedTopic,
    TermMark,
    Work,
    WorkAddressee,
    YearMark,
    every_term,
)
from journal.models.results import Result
from journal.models.said import homework_said
from journal.views.office.year.people import People, put

# What is told of homework that was for others alone.
OF_OTHERS = "ученикам другого класса"


class CourseRows:
    """The rows of a course, whose head of the chain is read before all of them.

    `own`: the students whom alone the rows are about, of a course that several classes attend; None for everybody.
    Fourteen queries, whatever the course, and one more for each kind of rows that names somebody new.
    """

    def __init__(self, course: Course, people: People, own: Collection[int] | None = None):
        self.course, self.people, self.own = course, people, own
        self._whose = Q() if own is None else Q(student__in=own)
        self.head = ChainHead.objects.filter(course=course).first() or ChainHead(course=course)

    @property
    def teachers(self) -> list[CourseTeacher]:
        """As they came; brought along with the course."""
        return sorted(self.course.teachers.all(), key=lambda row: (row.since, row.pk))

    @cached_property
    def members(self) -> list[Membership]:
        return list(Membership.objects.filter(self._whose, course=self.course).in_order_of_class())

    @cached_property
    def students(self) -> list[User]:
        """Whoever of them has ever been a member, once."""
        return list({member.student_id: member.student for member in self.members}.values())

    @cached_property
    def lessons(self) -> list[Lesson]:
        return self.people.beside(Lesson.objects.filter(course=self.course).in_order(), "teacher", "replaces")

    @cached_property
    def homework_for(self) -> dict[int, list[User]]:
        """By lesson those for whom alone its homework is."""
        return self._by("lesson_id", HomeworkAddressee.objects.filter(lesson__course=self.course))

    @cached_property
    def works(self) -> list[Work]:
        works = Work.objects.filter(course=self.course).with_kind().in_order()
        return [work for work in works if not self._is_set_for_others(work)]

    @cached_property
    def works_for(self) -> dict[int, list[User]]:
        """By work those for whom alone it is."""
        return self._by("work_id", WorkAddressee.objects.filter(work__course=self.course))

    @cached_property
    def marks(self) -> list[Mark]:
        marks = Mark.objects.filter(self._whose, work__course=self.course)
        return self.people.beside(marks.in_order(), "student", "given_by")

    @cached_property
    def attendances(self) -> list[Attendance]:
        noted = Attendance.objects.filter(self._whose, lesson__course=self.course).noted()
        return self.people.beside(noted.order_by("date", "lesson__number", "pk"), "student")

    @cached_property
    def plan(self) -> list[PlannedTopic]:
        return list(PlannedTopic.objects.of(self.course).in_order())

    @cached_property
    def results(self) -> list[Result]:
        """What was decided by the school, a kind after another."""
        return [row for model in (TermMark, YearMark, ExamMark, FinalMark) for row in self._results(model)]

    @cached_property
    def changes(self) -> list[Change]:
        """The links of the chain up to its head: whatever is written meanwhile belongs to the next archive.

        Of those about others no more may be told than the number and the seal.
        """
        links = list(Change.objects.filter(course=self.course, number__lte=self.head.number).order_by("number"))
        changes = [change for change in links if not self.is_of_others(change)]
        self.people.beside(changes, "by", "student")
        terms = {term.pk: term for term in every_term()}
        put(changes, "lesson", {lesson.pk: lesson for lesson in self.lessons})
        put(changes, "work", {work.pk: work for work in self.works})
        put(changes, "term", terms)
        put(changes, "year", {term.year_id: term.year for term in terms.values()})
        return links

    def is_of_others(self, change: Change) -> bool:
        """Whether a link is about another student, or about what was set for others alone."""
        if self.own is None:
            return False
        if change.student_id is not None:
            return change.student_id not in self.own
        if change.matter == Matter.HOMEWORK:
            return change.lesson_id in self._homework_of_others
        return change.work_id is not None and change.work_id not in self._works_told

    def homework(self, lesson: Lesson) -> str:
        """What was set, its day, and for whom where it was not for all."""
        if lesson.pk in self._homework_of_others:
            return OF_OTHERS
        names = [student.list_name for student in self.homework_for.get(lesson.pk, ())]
        said = homework_said(lesson)
        return f"{said} (кому: {', '.join(names)})" if names else said

    @cached_property
    def _homework_of_others(self) -> set[int]:
        listed = {lesson.pk for lesson in self.lessons if lesson.homework_is_listed}
        return set() if self.own is None else listed - self.homework_for.keys()

    @cached_property
    def _works_told(self) -> set[int]:
        return {work.pk for work in self.works}

    @cached_property
    def _works_of_own(self) -> set[int]:
        # A mark of another school has a work of its own, which lists nobody.
        return {*self.works_for, *(mark.work_id for mark in self.marks)}

    def _is_set_for_others(self, work):
        return self.own is not None and work.audience == Audience.LISTED and work.pk not in self._works_of_own

    def _results(self, model):
        of = "term__year" if model is TermMark else "year"
        rows = model.objects.filter(self._whose, course=self.course).select_related("subject", of)
        return self.people.beside(rows.order_by("student__sort_key", "pk"), "student", "given_by")

    def _by(self, key, addressees) -> dict[int, list[User]]:
        found = defaultdict(list)
        for row in self.people.beside(addressees.filter(self._whose).order_by("student__sort_key", "pk"), "student"):
            found[getattr(row, key)].append(row.student)
        return found
