"""Slips with the current marks of a class, to be cut apart for a meeting of parents."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from journal.models import Student, Term
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of, students_of
from journal.views.paper.current import Absences, CurrentMarks, SubjectLine
from journal.views.tabs import Tab
from journal.views.terms import term_among, terms_of, terms_of_year


@dataclass(frozen=True)
class Slip:
    """What is handed to the parents of one student: by terms the subjects, each with what is decided for its term."""

    student: Student
    parts: list[tuple[Term, list[tuple[SubjectLine, str]]]]
    absences: Absences


class MarkSlips:
    """The slips of a class in a term; subjects that divide the year in another way stand below, in their term."""

    def __init__(self, students: list[Student], term: Term, terms: list[Term], *, today: date):
        self.term, self.has_begun = term, term.first_day <= today
        day = min(max(today, term.first_day), term.last_day)
        beside = [other for other in terms if other.system != term.system and other.covers(day)]
        self.current = CurrentMarks(students, [term, *beside], day=day)

    @property
    def slips(self) -> list[Slip]:
        """A slip for each student who takes something that is marked."""
        taking = {student for student, _ in self.current.taken}
        return [self._slip(student) for student in self.current.students if student.pk in taking]

    def _slip(self, student):
        current = self.current
        results = {key: result.digits for key, result in current.results.items()}
        parts = [
            (part.term, [(line, results.get(line.key, "")) for line in part.lines])
            for part in current.parts_of(student.pk)
        ]
        absences = current.absences_of(student.pk, self.term.first_day, self.term.last_day)
        return Slip(student, parts, absences)


@for_readers_of_classes
@require_safe
def slips(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    found = class_of(request, pk)
    terms = terms_of_year(found.year_id)
    chosen = term_among(terms, term)
    page = MarkSlips(students_of(request, found), chosen, terms, today=request.today)
    tabs = [_tab(found.pk, one, chosen) for one in terms_of(page.current.every_taken, terms)]
    return render(request, "journal/paper/slips.html", {"class": found, "page": page, "tabs": tabs})


def _tab(school_class: int, term: Term, chosen: Term) -> Tab:
    address = reverse("journal:class-print-marks", args=[school_class, term.pk])
    return Tab(address, str(term), is_current=term == chosen)
