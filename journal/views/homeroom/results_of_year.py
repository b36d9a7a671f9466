"""The results of a class for the whole year: what was decided for the year, and what goes into the certificate."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from journal.control.averages import Key
from journal.enums import ExamKind
from journal.models import CERTIFICATES, Course, SchoolClass, Student, Subject, results_within
from journal.rules.results import FINAL, YEAR
from journal.views.family.exams import RETAKE, tries_said
from journal.views.family.readers import for_readers_of_classes
from journal.views.family.results import Decided, by_subject
from journal.views.homeroom.classes import class_of, is_past, students_within
from journal.views.homeroom.results import Row, gaps_by_subject, tabs_of
from journal.views.homeroom.taken import ClassCourses
from journal.views.terms import terms_of, terms_of_year

# What stands beside a mark where there is any, as a cell and as the head of a column name it.
BESIDE = {ExamKind.ATTESTATION: ("атт.", "аттестация"), ExamKind.EXAM: ("экз.", "экзамен")}


@dataclass(frozen=True)
class Cell:
    """A subject of a student: what was decided, what stands beside it by its kind, and what there should be by now."""

    digits: str
    beside: dict[ExamKind, str]
    gap: str

    @property
    def css(self) -> str:
        """How the result is drawn, like a mark."""
        return f"mark-{self.digits}" if self.digits.isdigit() else "mark-code"

    @property
    def further(self) -> list[tuple[str, str]]:
        return [(BESIDE[kind][0], digits) for kind, digits in self.beside.items()]


class YearResults(ClassCourses):
    """What the page shows of the marks of the year. Four queries at most, whatever the class."""

    what, title, heading, missing = YEAR, "Год", "Годовые отметки", "годовой отметки"
    kinds: tuple[ExamKind, ...] = (ExamKind.ATTESTATION, ExamKind.EXAM)
    beside = "Рядом с отметкой — промежуточная аттестация (атт.) и экзамен (экз.), если они были."

    def __init__(self, students: list[Student], found: SchoolClass, *, today: date):
        super().__init__(students, found.year)
        self.terms = terms_of_year(found.year_id)
        self.today, self.has_begun = today, self.year.first_day <= today

    @property
    def has_ended(self) -> bool:
        """Whether the last term is over by which the class is marked: the year itself may last until September."""
        ends = [term.last_day for term in terms_of(self.courses, self.terms)]
        return max(ends, default=self.year.last_day) < self.today

    def line_of(self, course: Course) -> int:
        """Return the subject in whose column the course stands."""
        return course.subject_id

    @cached_property
    def decided(self) -> dict[int, Decided]:
        """What stands of the year, by student."""
        own = defaultdict(list)
        for row in results_within(Q(student__in=self.students), self.year):
            if row["what"] in (self.what, *self.kinds):
                own[row["student"]].append(row)
        return {student: by_subject(rows, {}) for student, rows in own.items()}

    @cached_property
    def taken(self) -> set[Key]:
        """Who takes what at any time of the year."""
        return {(row.student_id, self.line_of(course)) for row, course in self.attended()}

    @cached_property
    def owed(self) -> set[Key]:
        """Who lacks a mark that should stand: as a year that is to be closed is checked, by the lists of its day."""
        if not self.has_ended:
            return set()
        day = min(self.today, self.year.last_day)
        now = self.lasting_on(day)
        return {(row.student_id, self.line_of(course)) for row, course in now if not self._has(row.student_id, course)}

    @cached_property
    def subjects(self) -> list[Subject]:
        """The subjects of the class, and at last those that nobody teaches it and that have something decided."""
        own = self.subjects_of(self.taken)
        keys = {subject for decided in self.decided.values() for subject in decided} - {subject.pk for subject in own}
        return [*own, *Subject.objects.filter(pk__in=keys).order_by("name")]

    @cached_property
    def rows(self) -> list[Row]:
        return [Row(one, [self._cell(one.pk, subject.pk) for subject in self.subjects]) for one in self.students]

    @property
    def gaps(self) -> list[int]:
        return gaps_by_subject(self.rows)

    def _has(self, student: int, course: Course) -> bool:
        return (self.what, 0) in self.decided.get(student, {}).get(self.line_of(course), {})

    def _cell(self, *key: int) -> Cell | None:
        student, subject = key
        decided = self.decided.get(student, {}).get(subject, {})
        if not decided and key not in self.taken:
            return None
        tries = {kind: tries_said(decided, kind, retake=RETAKE) for kind in self.kinds}
        beside = {kind: marks for kind, marks in tries.items() if marks}
        return Cell(decided.get((self.what, 0), ""), beside, self.missing if key in self.owed else "")


class FinalResults(YearResults):
    """What the page shows of the marks of the certificate, a column of each line of it. Five queries at most."""

    what, title, heading, missing = FINAL, "В аттестат", "Отметки в аттестат", "отметки в аттестат"
    kinds, beside = (ExamKind.EXAM,), "Рядом с отметкой — экзамен (экз.), если он был."

    def line_of(self, course: Course) -> int:
        return course.subject.certificate_subject_id or course.subject_id

    def subjects_of(self, taken: set[Key]) -> list[Subject]:
        return list(Subject.objects.filter(pk__in={subject for _, subject in taken}).order_by("name"))


@for_readers_of_classes
@require_safe
def results_of_year(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    found = class_of(request, pk)
    page = year_results_in(found, what, request)
    kinds = ("xlsx", "csv")
    files = {kind.upper(): reverse("journal:class-year-results-table", args=[pk, what, kind]) for kind in kinds}
    context = {
        "class": found,
        "page": page,
        "tabs": tabs_of(found, page, what),
        "files": files,
        "is_past": is_past(request, found),
    }
    return render(request, "journal/homeroom/results_of_year.html", context)


def year_results_in(found: SchoolClass, what: str, request: HttpRequest) -> YearResults:
    """Return the results of the class for the year or the certificate; 404 where no certificate is given."""
    if what == FINAL and found.grade not in CERTIFICATES:
        raise Http404
    shown = FinalResults if what == FINAL else YearResults
    return shown(students_within(request, found, found.year), found, today=request.today)
