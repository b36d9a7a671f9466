"""Everything the page of a journal shows: its columns, its rows, which column is chosen."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from accounts.models import User
from accounts.russian import NBSP
from journal.enums import Audience, Presence
from journal.models import Course, Lesson, Membership, Reopening, Term, Work
from journal.rules import openness
from journal.rules.cells import Base, Cell, Column
from journal.views.teacher.facts import listed
from journal.views.teacher.grid import reading

# What stands in a cell: the mark's value, second value, dot and version, and what is noted beside the student.
Standing = tuple[int | None, int | None, bool, int, str]
UNMARKED = (None, None, False, 0)


@dataclass(frozen=True)
class Head:
    """A column: the answers and absences of a lesson, or a work that was set at it."""

    lesson: Lesson
    work: Work | None
    oral: int | None
    closed: str
    listed: frozenset = field(default_factory=frozenset)

    @property
    def id(self) -> str:
        return str(Column(self.work.pk, is_work=True) if self.work else Column(self.lesson.pk))

    @property
    def first(self) -> str:
        """The first column of the lesson, where absences stand."""
        return str(Column(self.lesson.pk))

    @property
    def parts(self) -> int:
        return self.work.parts if self.work else 1

    @property
    def url(self) -> str:
        return f"?work={self.work.pk}" if self.work else f"?lesson={self.lesson.pk}"

    @property
    def progress(self) -> str:
        """«по 22.11 · 18/27» in two lines of a written work that still owes marks; empty for what owes nothing."""
        if not (self.work and self.work.unmarked):
            return ""
        return f"по{NBSP}{self.work.due_on:%d.%m}{NBSP}· {self.work.marked}/{self.work.marked + self.work.unmarked}"


class JournalPage:
    """A course's term of columns up to a day, and the column that is chosen. Five queries, six with listed works."""

    def __init__(self, course: Course, term: Term | None, *, user, now, today: date, wanted: str = ""):
        self.course, self.term, self.user, self.now, self.today = course, term, user, now, today
        self.wanted = wanted
        self.days = {"course": course.pk}
        if term:
            self.days |= {"first": term.first_day, "last": min(term.last_day, today)}
        self.reader = {"reader": user.pk, "on": user.on, "roles": user.roles}

    @cached_property
    def refusal(self) -> str:
        """Why the whole term cannot be written to; empty when it can."""
        return openness.closed_term(self.term) or "" if self.reopening is None else ""

    @cached_property
    def reopening(self) -> Reopening | None:
        """By what the course may be written to although its term is closed. No query while it is not."""
        if self.term is None or self.term.closed_at is None:
            return None
        return Reopening.objects.lasting(self.today).of(self.course, self.term).newest_first().first()

    @cached_property
    def lessons(self) -> list[Lesson]:
        if self.term is None:
            return []
        return reading.lessons(is_own=self.course.is_own, now=self.now, **self.days, **self.reader)

    @cached_property
    def works(self) -> dict[int, list[Work]]:
        """The works of the lessons, by lesson."""
        found = defaultdict(list)
        for work in listed(reading.works(**self.days)):
            found[work.lesson_id].append(work)
        return found

    @cached_property
    def heads(self) -> list[Head]:
        return [head for lesson in self.lessons for head in self._heads_of(lesson)]

    @cached_property
    def chosen(self) -> Head | None:
        """The column asked for, else that of today's lesson, else the newest one that still owes an entry."""
        asked = next((head for head in self.heads if head.id == self.wanted), None)
        today = (head for head in self.heads if head.lesson.date == self.today and not head.work)
        owing = (head for head in reversed(self.heads) if _owes(head))
        return asked or next(today, None) or next(owing, None) or (self.heads[-1] if self.heads else None)

    @property
    def is_open(self) -> bool:
        """Whether the chosen column can be written to."""
        return self.chosen is not None and not self.chosen.closed

    @property
    def first_empty(self) -> str:
        """The first empty cell of the chosen column, else its first one; empty when there is nothing to write to."""
        if not self.is_open:
            return ""
        off, standing = self.off(self.chosen), self._marked(self.chosen)
        students = [student.pk for student in self.members if student.pk not in off]
        first = next((student for student in students if student not in standing), next(iter(students), None))
        return f"{self.chosen.id}-{first}" if first else ""

    @property
    def is_mine(self) -> bool:
        """Whether the chosen lesson is one that the reader holds, or owes an entry of."""
        return self.chosen is not None and not self._not_mine(self.chosen.lesson)

    @cached_property
    def members(self) -> dict[User, list[Membership]]:
        """The students of the term with their memberships, in the order of a class list."""
        if not self.heads:
            return {}
        found = defaultdict(list)
        for row in reading.members(**self.days, day=self.chosen.lesson.date, **self.reader):
            found[row.student].append(row)
        return found

    @cached_property
    def announced(self) -> frozenset[int]:
        """The students whose families have said that they do not come to the chosen lesson."""
        return frozenset(row.student_id for rows in self.members.values() for row in rows if row.is_announced)

    def off(self, head: Head) -> list[int]:
        """Return the students of the page to whom the column does not belong."""
        absent = [student.pk for student, rows in self._coming.items() if not _holds(rows, head.lesson.date)]
        return absent + [student.pk for student in self.members if head.listed and student.pk not in head.listed]

    def standing(self, head: Head) -> dict[int, Standing]:
        """Return by student what stands in the cells of a column that are not empty."""
        marks = self._marks[head.work.pk if head.work else head.oral]
        noted = {} if head.work else self._noted[head.lesson.pk]
        return {
            student: (*marks.get(student, UNMARKED), noted.get(student, Presence.PRESENT)) for student in marks | noted
        }

    def _marked(self, head):
        """Return the students in whose cells of the column something stands."""
        return [student for student, stands in self.standing(head).items() if stands[:3] != UNMARKED[:3] or stands[-1]]

    @cached_property
    def _coming(self) -> dict[User, list[Membership]]:
        """Those who came or left within the term: all others belong to every lesson."""
        first, last = self.lessons[0].date, self.lessons[-1].date
        return {
            student: rows
            for student, rows in self.members.items()
            if not any(row.holds_on(first) and row.holds_on(last) for row in rows)
        }

    @cached_property
    def _marks(self) -> dict[int, dict[int, tuple]]:
        found = defaultdict(dict)
        for work, student, *mark in reading.marks(**self.days):
            found[work][student] = mark
        return found

    @cached_property
    def _noted(self) -> dict[int, dict[int, str]]:
        found = defaultdict(dict)
        for lesson, student, presence in reading.noted(**self.days):
            found[lesson][student] = presence
        return found

    def _heads_of(self, lesson):
        closed = self.refusal or self._not_mine(lesson)
        works = self.works[lesson.pk]
        oral = next((work.pk for work in works if work.is_implicit), None)
        yield Head(lesson, None, oral, closed)
        for work in works:
            if not work.is_implicit:
                yield Head(lesson, work, None, closed, _addressees(work))

    def _not_mine(self, lesson) -> str:
        if self.course.is_own or lesson.is_own:
            return ""
        return openness.another_teachers(lesson)


def read(stands: Standing) -> tuple[Cell, Base]:
    """Return what a cell shows, and what somebody who writes to it has seen."""
    *mark, version, noted = stands
    return Cell(*mark, Presence(noted)), Base(version, Presence(noted))


def _addressees(work) -> frozenset[int]:
    """Return whom the work is for; empty for everybody."""
    if work.audience != Audience.LISTED:
        return frozenset()
    return frozenset(row.student_id for row in work.addressees.all())


def _holds(rows, day) -> bool:
    return any(row.holds_on(day) for row in rows)


def _owes(head) -> bool:
    if head.work:
        return bool(head.work.unmarked)
    return head.lesson.lacks_topic or head.lesson.lacks_homework
