"""Everything the card of one cell shows: its mark, the other times the work was done, its history."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from journal.actions.standing import with_closed_term
from journal.enums import Audience, Matter
from journal.forms.teacher.card import CardForm
from journal.forms.teacher.operations import named_cell
from journal.forms.teacher.roster import Row
from journal.forms.teacher.works import RetakeForm
from journal.models import (
    Change,
    Dues,
    Lesson,
    Mark,
    Membership,
    Work,
    WorkAddressee,
    roster_of,
    the_school,
)
from journal.rules.cells import Column
from journal.rules.openness import another_teachers, cancelled_work, without_marks
from journal.views.teacher.history import Line
from journal.views.teacher.page import standing_refusal
from journal.views.teacher.places import lessons_around, lessons_from


@dataclass(frozen=True)
class CellPlace:
    """Where a cell is; `work`: None for the answers at the lesson."""

    column: Column
    lesson: Lesson
    work: Work | None
    member: Membership

    @property
    def name(self) -> str:
        return f"{self.column}-{self.member.student_id}"


@dataclass(frozen=True)
class Time:
    """One time of several that a student did a work."""

    work: Work
    mark: Mark | None
    url: str

    @property
    def label(self) -> str:
        return "пересдача" if self.work.retake_of_id else "первая работа"

    @property
    def digits(self) -> str:
        return self.mark.digits if self.mark else ""


class CellPage:
    """The card of a cell in one state: shown, refused with what was posted, or met by a conflict (`unsaved`)."""

    def __init__(self, place: CellPlace, *, user, today: date, posted=None, unsaved=None):
        self.place, self.user, self.today, self.posted, self.unsaved = place, user, today, posted, unsaved
        self.lesson, self.work, self.student = place.lesson, place.work, place.member.student
        self.refusal = "" if posted or unsaved else self._refusal()
        forms = self._forms() if self.lesson.is_mine else ()
        self.forms = {form.prefix: form for form in forms}

    @property
    def title(self) -> str:
        return self.work.label if self.work else "Ответы на уроке"

    @property
    def bound(self):
        return next((form for form in self.forms.values() if form.is_bound or form.unsaved), None)

    @property
    def card(self) -> CardForm:
        return next(iter(self.forms.values()))

    @property
    def row(self) -> Row:
        return self.card.row(self.card.member)

    @property
    def retake(self) -> RetakeForm | None:
        return self.forms.get("retake")

    @property
    def mark(self) -> Mark | None:
        """The mark that stands, or was taken away."""
        return self._marks.get(self.work and self.work.pk)

    @cached_property
    def times(self) -> list[Time]:
        """The other times the student did the same work, as the first one and its retakes were set."""
        return [Time(work, self._marks.get(work.pk), self._address(work)) for work in self._again]

    @property
    def rule(self) -> str:
        """Which of the marks count."""
        return self._school.get_retakes_display() if self._school else ""

    @cached_property
    def history(self) -> list[Line]:
        """What has happened to the mark, newest first; of answers also who was at the lesson. One query."""
        changes = Change.objects.of(self.student)
        found = changes.about(Matter.MARK).filter(**self._of_cell())
        if not self.work:
            found = found | changes.about(Matter.PRESENCE).filter(lesson=self.lesson)
        return [Line(change) for change in found.with_actor().newest_first()]

    @property
    def journal(self) -> str:
        """The address of the cell in the journal."""
        journal = reverse("journal:teacher-journal", args=[self.lesson.course_id])
        chosen = f"work={self.work.pk}" if self.work else f"lesson={self.lesson.pk}"
        return f"{journal}?{chosen}#{self.place.name}"

    def _refusal(self) -> str:
        if not self.lesson.is_mine:
            return another_teachers(self.lesson)
        closed = standing_refusal(self.lesson) or (self.work and cancelled_work(self.work))
        return closed or without_marks(self.lesson.course, self.lesson.date) or ""

    def _forms(self):
        gives_ones = bool(self._school and self._school.gives_ones)
        about = {"work": self.work, "member": self.place.member, "mark": self.mark, "gives_ones": gives_ones}
        yield CardForm(self.lesson, posted=self.posted, unsaved=self.unsaved, **about)
        if self.work:
            lessons = lessons_from(self.work, lessons_around(self.work, self.today))
            about = {"lessons": lessons, "members": [self.place.member], "by": self.user, "dues": Dues()}
            yield RetakeForm(self.work, **about, posted=self.posted)

    @cached_property
    def _school(self):
        return the_school()

    @cached_property
    def _again(self) -> list[Work]:
        if not self.work:
            return []
        first = self.work.retake_of_id or self.work.pk
        own = WorkAddressee.objects.filter(student=self.student).values("work")
        works = Work.objects.standing().filter(Q(pk=first) | Q(retake_of=first, pk__in=own)).exclude(pk=self.work.pk)
        return list(works.with_kind().in_order())

    @cached_property
    def _marks(self) -> dict[int | None, Mark]:
        """The marks of the student by work; that for the answers stands under None. One query."""
        own = Q(**self._of_cell()) | Q(work__in=self._again)
        marks = Mark.objects.of(self.student).filter(own).with_author()
        return {mark.work_id if self.work else None: mark for mark in marks}

    def _of_cell(self) -> dict:
        return {"work": self.work} if self.work else {"work__lesson": self.lesson, "work__is_implicit": True}

    def _address(self, work) -> str:
        cell = f"{Column(work.pk, is_work=True)}-{self.student.pk}"
        return reverse("journal:teacher-cell", args=[work.course_id, cell])


def place_of(user, course: int, name: str) -> CellPlace:
    """Return a cell that the person may read; 404 when there is none. At most three queries."""
    column, student = named_cell(name) or _nowhere()
    named = {"works": column.pk} if column.is_work else {"pk": column.pk}
    lesson = get_object_or_404(_lessons(user), course=course, **named)
    work = _work(column, student, lesson)
    return CellPlace(column, lesson, work, get_object_or_404(roster_of(lesson).visible_to(user), student=student))


def _nowhere():
    raise Http404


def _lessons(user):
    """Return the lessons that the person reads, each with whether it is theirs to write to."""
    mine = Lesson.objects.editable_by(user).filter(pk=OuterRef("pk"))
    lessons = Lesson.objects.visible_to(user).with_course().with_teacher()
    return with_closed_term(lessons.annotate(is_mine=Exists(mine)), on=user.on)


def _work(column, student, lesson) -> Work | None:
    """Return the work of a column, None for the answers; 404 for who is not on its list. At most one query."""
    if not column.is_work:
        return None
    works = lesson.works.with_lesson()
    listed = Exists(WorkAddressee.objects.filter(work=OuterRef("pk"), student=student))
    own = Q(audience=Audience.PRESENT) | Q(listed)
    return get_object_or_404(works.filter(own, pk=column.pk, is_implicit=False))
