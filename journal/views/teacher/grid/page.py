"""Everything the page of a journal shows: its columns, its rows, which column is chosen."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from journal.enums import Audience, Presence
from journal.models import Attendance, Course, Lesson, Mark, Membership, Term, Work, with_progress
from journal.rules import openness
from journal.rules.cells import Base, Cell, Column


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
        """«по 22.11 · 18/27» of a written work that still owes marks; empty for what owes nothing."""
        if not (self.work and self.work.unmarked):
            return ""
        return f"по {self.work.due_on:%d.%m} · {self.work.marked}/{self.work.marked + self.work.unmarked}"


class JournalPage:
    """A course's term of columns up to a day, and the column that is chosen. Six queries."""

    def __init__(self, course: Course, term: Term | None, *, user, now, today: date, wanted: str = ""):
        self.course, self.term, self.user, self.now, self.today = course, term, user, now, today
        self.wanted = wanted

    @cached_property
    def refusal(self) -> str:
        """Why the whole term cannot be written to; empty when it can."""
        return openness.closed_term(self.term) or ""

    @cached_property
    def lessons(self) -> list[Lesson]:
        if self.term is None:
            return []
        lessons = Lesson.objects.of_courses([self.course]).held()
        within = lessons.between(self.term.first_day, min(self.term.last_day, self.today))
        return list(within.with_teacher().with_lacks(self.now).in_order())

    @cached_property
    def works(self) -> dict[int, list[Work]]:
        """The works of the lessons, by lesson. One query, and one more for those that are not for everybody."""
        works = Work.objects.standing().filter(lesson__in=[lesson.pk for lesson in self.lessons]).with_kind()
        found = defaultdict(list)
        for work in with_progress(works).prefetch_related("addressees").in_order():
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
    def is_mine(self) -> bool:
        """Whether the chosen lesson is one that the reader holds."""
        return self.chosen is not None and not self._not_mine(self.chosen.lesson)

    @cached_property
    def members(self) -> dict:
        """The students of the term in the order of a class list, with their memberships. One query."""
        if self.term is None:
            return {}
        found = defaultdict(list)
        rows = Membership.objects.within(self.term.first_day, self.term.last_day).filter(course=self.course)
        rows = rows.select_related("student").order_by("student__sort_key", "student", "pk")
        for row in rows:
            found[row.student].append(row)
        return found

    @cached_property
    def marks(self) -> dict[tuple[int, int], Mark]:
        works = [work.pk for works in self.works.values() for work in works]
        fields = ("work", "student", "value", "second_value", "not_handed_in", "version")
        return {(mark.work_id, mark.student_id): mark for mark in Mark.objects.filter(work__in=works).only(*fields)}

    @cached_property
    def noted(self) -> dict[tuple[int, int], Presence]:
        rows = Attendance.objects.noted().filter(lesson__in=[lesson.pk for lesson in self.lessons])
        return {(row.lesson_id, row.student_id): Presence(row.presence) for row in rows}

    def is_on_roster(self, head: Head, student) -> bool:
        day = head.lesson.date
        if head.listed and student.pk not in head.listed:
            return False
        return any(row.holds_on(day) for row in self.members[student])

    def cell(self, head: Head, student) -> tuple[Cell, Base]:
        """Return what stands in a cell, and its base."""
        work = head.work.pk if head.work else head.oral
        mark = self.marks.get((work, student.pk))
        noted = Presence.PRESENT if head.work else self.noted.get((head.lesson.pk, student.pk), Presence.PRESENT)
        content, version = (mark.content, mark.version) if mark else (Cell().mark, 0)
        return Cell(*content, noted), Base(version, noted)

    def _heads_of(self, lesson):
        closed = self.refusal or self._not_mine(lesson)
        works = self.works[lesson.pk]
        oral = next((work.pk for work in works if work.is_implicit), None)
        yield Head(lesson, None, oral, closed)
        for work in works:
            if not work.is_implicit:
                listed = frozenset(row.student_id for row in work.addressees.all())
                yield Head(lesson, work, None, closed, listed if work.audience == Audience.LISTED else frozenset())

    def _not_mine(self, lesson) -> str:
        if self.course.is_own or lesson.teacher_id == self.user.pk:
            return ""
        return f"Урок ведёт {lesson.teacher.short_name}: изменить записи может только этот учитель."


def _owes(head) -> bool:
    if head.work:
        return bool(head.work.unmarked)
    return head.lesson.lacks_topic or head.lesson.lacks_homework
