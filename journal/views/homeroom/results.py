"""The results of a class: students by subjects, with the average of a term and what was given for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.russian import days_said
from journal.control.averages import Key, averages_of
from journal.models import CERTIFICATES, SchoolClass, Student, Subject, Term, TermMark
from journal.rules.averages import Average
from journal.rules.results import FINAL, YEAR
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of, is_past, students_within
from journal.views.homeroom.taken import ClassCourses
from journal.views.tabs import Tab
from journal.views.terms import term_among, terms_of, terms_of_year


@dataclass(frozen=True)
class Cell:
    """A subject of a student; `is_wanted`: by the lists of the day; `is_owed`: the term has ended without a result."""

    average: Average | None
    result: TermMark | None
    is_wanted: bool
    is_owed: bool

    @property
    def gap(self) -> str:
        """What there is none of; empty when nothing is missing."""
        if self.result or not self.is_wanted:
            return ""
        if self.average:
            return "итога" if self.is_owed else ""
        return "отметок"

    @property
    def css(self) -> str:
        """How the result is drawn, like a mark."""
        return f"mark-{self.result.value}" if self.result.value else "mark-code"


@dataclass(frozen=True)
class Row:
    """A student's cells; None for a subject the student does not take."""

    student: Student
    cells: list[Cell | None]

    @property
    def gaps(self) -> int:
        return _gaps(self.cells)


class ClassResults(ClassCourses):
    """What the page of results shows of one term. Four queries, whatever the class."""

    def __init__(self, students: list[Student], term: Term, *, today: date):
        super().__init__(students, term.year)
        self.term, self.today = term, today
        self.has_begun, self.has_ended = term.first_day <= today, term.last_day < today
        self.days_said = days_said(term.first_day, term.last_day)

    @cached_property
    def taken(self) -> set[Key]:
        return self.taken_in(self.term)

    @cached_property
    def wanted(self) -> set[Key]:
        """Who takes what on the last day of the term, or today."""
        now = self.lasting_on(min(self.today, self.term.last_day))
        return {(row.student_id, course.subject_id) for row, course in now}

    @property
    def subjects(self) -> list[Subject]:
        return self.subjects_of(self.taken)

    @cached_property
    def averages(self) -> dict[Key, Average | None]:
        return averages_of(self.students, self.term)

    @cached_property
    def results(self) -> dict[Key, TermMark]:
        given = TermMark.objects.standing().filter(term=self.term, student__in=self.students)
        return {(result.student_id, result.subject_id): result for result in given}

    @cached_property
    def rows(self) -> list[Row]:
        subjects = self.subjects
        return [Row(student, [self._cell(student.pk, subject.pk) for subject in subjects]) for student in self.students]

    @property
    def gaps(self) -> list[int]:
        return gaps_by_subject(self.rows)

    def _cell(self, *key) -> Cell | None:
        if key not in self.taken:
            return None
        result, is_wanted = self.results.get(key), key in self.wanted
        is_owed = is_wanted and self.has_ended and result is None
        return Cell(self.averages.get(key), result, is_wanted=is_wanted, is_owed=is_owed)


@for_readers_of_classes
@require_safe
def results(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    found = class_of(request, pk)
    page = results_in(found, term, request)
    tabs = tabs_of(found, page, page.term)
    files = {kind.upper(): reverse("journal:class-results-table", args=[pk, term, kind]) for kind in ("xlsx", "csv")}
    context = {"class": found, "page": page, "tabs": tabs, "files": files, "is_past": is_past(request, found)}
    return render(request, "journal/homeroom/results.html", context)


def results_in(found: SchoolClass, term: int, request: HttpRequest) -> ClassResults:
    """Return the results of the class in a term of its year, by the term's key; else 404."""
    chosen = term_among(terms_of_year(found.year_id), term)
    return ClassResults(students_within(request, found, chosen), chosen, today=request.today)


def tabs_of(found: SchoolClass, page: ClassCourses, chosen: Term | str) -> list[Tab]:
    """Return the terms by which the class is marked, then the year, and the certificate of a grade that ends with one.

    `chosen`: the term shown, else which of the other two.
    """
    terms = [
        Tab(reverse("journal:class-results", args=[found.pk, term.pk]), str(term), is_current=term == chosen)
        for term in terms_of(page.courses, terms_of_year(found.year_id))
    ]
    of_year = {YEAR: "Год"} | ({FINAL: "В аттестат"} if found.grade in CERTIFICATES else {})
    return terms + [
        Tab(reverse("journal:class-year-results", args=[found.pk, what]), label, is_current=what == chosen)
        for what, label in of_year.items()
    ]


def gaps_by_subject(rows: Iterable[Row]) -> list[int]:
    """Return how many students lack something, by subject."""
    return [_gaps(cells) for cells in zip(*(row.cells for row in rows), strict=True)]


def _gaps(cells: Iterable) -> int:
    return sum(cell is not None and bool(cell.gap) for cell in cells)
