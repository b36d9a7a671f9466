"""Slips with the current marks of a class, to be cut apart for a meeting of parents."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.models import Student, Term
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of, students_of
from journal.views.paper.current import Absences, TermPart, current_marks, term_tabs
from journal.views.terms import term_among, terms_of_year


@dataclass(frozen=True)
class MarkSlip:
    """What is handed to the parents of one student: nothing of any other child."""

    student: Student
    parts: list[TermPart]
    absences: Absences


class MarkSlips:
    """The slips of a class in a term; subjects that divide the year in another way stand below, in their term."""

    def __init__(self, students: list[Student], term: Term, terms: list[Term], *, today: date):
        self.term, self.has_begun = term, term.first_day <= today
        self.current = current_marks(students, term, terms, today=today)

    @property
    def slips(self) -> list[MarkSlip]:
        """A slip for each student who takes something that is marked."""
        taking = {student for student, _ in self.current.taken}
        return [self._slip(student) for student in self.current.students if student.pk in taking]

    def _slip(self, student):
        absences = self.current.absences_of(student.pk, self.term.first_day, self.term.last_day)
        return MarkSlip(student, self.current.parts_of(student.pk), absences)


@for_readers_of_classes
@require_safe
def slips(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    found = class_of(request, pk)
    terms = terms_of_year(found.year_id)
    chosen = term_among(terms, term)
    page = MarkSlips(students_of(request, found), chosen, terms, today=request.today)
    tabs = term_tabs("journal:class-print-marks", found, page.current, chosen)
    return render(request, "journal/paper/slips.html", {"class": found, "page": page, "tabs": tabs})
