"""The extract of current marks for a student who leaves: what the next school has to know, to be signed and stamped."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.models import User
from journal.control import running
from journal.models import Homeroom, Term, results_of, terms_near
from journal.views.family.child import Child, child_page
from journal.views.family.empty import NO_YEAR, Empty, why_no_marks
from journal.views.family.exams import Held, exams_of, tries_said
from journal.views.family.readers import for_readers_of_classes
from journal.views.family.results import AFTER_THE_YEAR, by_subject
from journal.views.paper.current import Absences, CurrentMarks, TermPart


@dataclass(frozen=True)
class Decided:
    """What was decided in the year, subject by subject, in the columns of which there is anything."""

    columns: list[str]
    rows: list[tuple[str, list[str]]]


class Extract:
    """What the extract of a student holds on the last day they are at the school, or today. At most seven queries."""

    def __init__(self, child: Child, *, today: date):
        self.child, self.today = child, today
        self.student = child.student
        self.day = min(today, self.student.class_until or today)
        self.terms = running(self.day)
        self.year = self.terms[0].year if self.terms else None

    @property
    def left_on(self) -> date | None:
        """The last day at the school; None of who goes on to the end of the year."""
        until = self.student.class_until
        return until if until and until < self.year.last_day else None

    @cached_property
    def current(self) -> CurrentMarks:
        return CurrentMarks([self.student], self.terms, day=self.day)

    @cached_property
    def parts(self) -> list[TermPart]:
        return self.current.parts_of(self.student.pk) if self.terms else []

    @property
    def kinds(self) -> dict[str, str]:
        """What the short names of works mean."""
        marks = (mark for part in self.parts for line in part.lines for mark in line.marks)
        return dict(sorted({mark.kind: mark.kind_said for mark in marks}.items()))

    @property
    def absences(self) -> list[tuple[str, Absences]]:
        """The lessons missed in each of the terms, and in the year."""
        spans = [(str(part.term), part.term) for part in self.parts] + [("учебный год", self.year)]
        of_student = self.current.absences_of
        return [(name, of_student(self.student.pk, span.first_day, span.last_day)) for name, span in spans]

    @cached_property
    def found(self) -> list[dict]:
        return sorted(results_of(self.student, self.year), key=lambda row: row["name"])

    @cached_property
    def decided(self) -> Decided | None:
        """None when nothing has been decided yet."""
        marks, titles = by_subject(self.found, {}), _titles(terms_near(self.day))
        names = {row["subject"]: row["name"] for row in self.found}
        columns = [column for column in titles if any(_cell(marks[subject], column) for subject in names)]
        rows = [(name, [_cell(marks[subject], column) for column in columns]) for subject, name in names.items()]
        return Decided([titles[column] for column in columns], rows) if rows else None

    @property
    def exams(self) -> list[Held]:
        """How the exams were held whose marks stand among the decided."""
        return exams_of(self.found, {row["subject"] for row in self.found})

    @property
    def empty(self) -> Empty | None:
        """Why there is nothing to print; None when there is."""
        if not self.terms:
            return NO_YEAR
        return None if self.parts or self.decided else why_no_marks(self.current.every_taken, self.child, self.today)

    @property
    def signers(self) -> list[tuple[str, str]]:
        """Who signs, by office; without a name where nobody is known."""
        leading = Homeroom.objects.on(self.day).filter(school_class=self.student.class_pk).values("teacher")
        posts = {
            "Классный руководитель": User.objects.filter(pk__in=leading),
            "Директор": User.objects.holding(Role.DIRECTOR, on=self.today),
        }
        found = ((post, people.in_order().first()) for post, people in posts.items())
        return [(post, person.short_name if person else "") for post, person in found]


@for_readers_of_classes
@require_safe
def extract(request: HttpRequest, sid: int) -> HttpResponse:
    page = Extract(child_page(request, sid), today=request.today)
    return render(request, "journal/paper/extract.html", {"page": page})


def _cell(marks: dict[tuple[str, int], str], column: tuple[str, int]) -> str:
    """Return what stands in the column for one subject: tries of an exam share one."""
    return marks.get(column, "") if column[1] else tries_said(marks, column[0])


def _titles(terms: tuple[Term, ...]) -> dict[tuple[str, int], str]:
    of_terms = {("term", term.pk): str(term) for term in terms}
    return of_terms | {("year", 0): "Год"} | {(what, 0): title for what, title in AFTER_THE_YEAR.items()}
