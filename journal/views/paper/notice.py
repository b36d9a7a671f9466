"""Notices to parents that a term may end with 2, or without a mark, with a line to be torn off and signed."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.downloads import files_at
from journal.control import DensityAsked, DensityRow, density_of
from journal.control.averages import Key
from journal.control.results import thresholds_of_school
from journal.enums import Verdict
from journal.models import SchoolClass, Student, Term, TermMark
from journal.rules.density import NEAR, is_near
from journal.rules.proposing import Proposal, of_term
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of, students_of
from journal.views.paper.current import SubjectLine, current_marks, term_tabs
from journal.views.terms import term_among, terms_of_year

BAD_WORDS, BAD_DIGITS = (Verdict.NOT_ATTESTED, Verdict.FAILED), (1, 2)


@dataclass(frozen=True)
class Threat:
    """What a subject may end with, or has ended with already, and why."""

    result: str
    reason: str


@dataclass(frozen=True)
class Notice:
    """What the parents of one student are told: which subjects are in danger, and why."""

    student: Student
    lines: list[tuple[SubjectLine, Threat]]


class Notices:
    """The notices of a class in a term; subjects that divide the year in another way are looked at as well.

    That marks lack is told two weeks before the end of a term, as on the page of density: before, everybody's do.
    """

    def __init__(self, school_class: SchoolClass, students: list[Student], term: Term, *, now: datetime, today: date):
        self.school_class, self.term, self.now, self.today = school_class, term, now, today
        self.current = current_marks(students, term, terms_of_year(term.year_id), today=today)
        self.has_begun = term.first_day <= today

    @property
    def counted_since(self) -> date | None:
        """From when on it is told that marks lack; None once it is."""
        return None if is_near(self.term.last_day, self.today) else self.term.last_day - NEAR

    @cached_property
    def density(self) -> dict[Key, DensityRow]:
        """How many marks there are and are wanted, in the terms that end soon or have ended. Two queries, or none."""
        near = [term for term in self.current.terms.values() if is_near(term.last_day, self.today)]
        asked = DensityAsked(terms=near, now=self.now, today=self.today, classes=[self.school_class.pk])
        subjects = {row.course: row.subject for row in self.current.every_taken}
        # Whoever was in the class then, and has left it, may have had courses of their own.
        return {(row.student, subjects[row.course]): row for row in density_of(asked) if row.course in subjects}

    @cached_property
    def notices(self) -> list[Notice]:
        found = (Notice(student, self._threatened(student.pk)) for student in self.current.students)
        return [notice for notice in found if notice.lines]

    def _threatened(self, student):
        lines = [line for part in self.current.parts_of(student) for line in part.lines]
        threats = ((line, self._threat(line)) for line in lines if not line.is_exempt)
        return [(line, threat) for line, threat in threats if threat]

    def _threat(self, line) -> Threat | None:
        if line.result:
            return Threat(line.digits, "уже выставлено учителем") if is_bad(line.result) else None
        row = self.density.get(line.key)
        bad = [proposal for proposal in self._proposals(line.average, row) if is_bad(proposal)]
        return Threat(bad[0].digits, "; ".join(dict.fromkeys(one.reason for one in bad))) if bad else None

    def _proposals(self, average, row: DensityRow | None) -> list[Proposal]:
        """Return what the school's rule would propose today: by the number of marks, if it is told, and without it."""
        marks, thresholds = row.marks if row else 0, thresholds_of_school()
        counted = [row.wanted] if row else []
        # Without any mark there is no average to judge by, and whether one is wanted is not told yet.
        wanted = [*counted, 0] if average else counted
        return [of_term(average, marks=marks, wanted=number, thresholds=thresholds) for number in wanted]


@for_readers_of_classes
@require_safe
def notices(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    found = class_of(request, pk)
    page = notices_in(found, term, request)
    context = {
        "class": found,
        "page": page,
        "tabs": term_tabs("journal:class-print-notices", found, page.current, page.term),
        "files": files_at("journal:class-print-notices-table", pk, term),
        # Another reads who it is that signs from the paper itself.
        "signer": request.user.short_name if found.is_own else "",
    }
    return render(request, "journal/paper/notices.html", context)


def notices_in(found: SchoolClass, term: int, request: HttpRequest) -> Notices:
    """Return the notices of the class in a term of its year, by the term's key; else 404."""
    chosen = term_among(terms_of_year(found.year_id), term)
    return Notices(found, students_of(request, found), chosen, now=request.now, today=request.today)


def is_bad(result: TermMark | Proposal) -> bool:
    """Whether a result is one that parents are to be warned of."""
    return result.verdict in BAD_WORDS or result.value in BAD_DIGITS
