"""The summary sheet of a class (сводная ведомость): students by subjects, with all that was decided in the year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.models import User
from journal.control.averages import Key
from journal.enums import ExamKind, TermSystem
from journal.models import Promotion, SchoolClass, Student, Subject, Term, every_term
from journal.views.family.exams import RETAKE, Held, sittings_of, tries_said
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of, homeroom_of, students_within
from journal.views.paper.decided import DecidedOfClass
from journal.views.terms import terms_of

SYSTEMS = {TermSystem.QUARTER: "четв.", TermSystem.HALF: "полуг.", TermSystem.TRIMESTER: "трим."}
# What comes after the terms: the year always, the rest where anybody has it.
AFTER = {"year": "Год", ExamKind.ATTESTATION: "Атт.", ExamKind.EXAM: "Экз.", "final": "Итог."}
# What stands for a subject that the student does not take.
NOT_TAKEN = "–"


@dataclass(frozen=True)
class Line:
    """What one student has of one period, by subject."""

    period: str
    cells: list[str]


@dataclass(frozen=True)
class Row:
    number: int
    student: Student
    lines: list[Line]
    # Of the council, at the end of the year, or when the student left; empty before it, to be written by hand.
    decision: str


class Summary(DecidedOfClass):
    """What the sheet holds. Eight queries at most, whatever the class."""

    def __init__(self, students: list[Student], terms: list[Term], *, found: SchoolClass, day: date):
        super().__init__(students, terms, day=day)
        self.school_class = found

    @cached_property
    def rows_found(self) -> list[dict]:
        return [row for rows in self.found.values() for row in rows]

    @property
    def exams(self) -> list[Held]:
        """In which form and when the exams were held."""
        return sittings_of(self.rows_found)

    @cached_property
    def taken(self) -> dict[Term, set[Key]]:
        """Who takes which subject, by the terms by which the courses are marked."""
        return {term: self.taken_in(term) for term in terms_of(self.courses, self.terms)}

    @cached_property
    def periods(self) -> list[list[Term]]:
        """The terms in order; those that end together share a line: «II четв., I полуг.»."""
        ends = defaultdict(list)
        for term in self.taken:
            ends[term.last_day].append(term)
        return [ends[day] for day in sorted(ends)]

    @cached_property
    def taken_ever(self) -> set[Key]:
        return set().union(*self.taken.values())

    @cached_property
    def subjects(self) -> list[Subject]:
        """The subjects of the class, and at last those that stand only in the certificate."""
        own = self.subjects_of(self.taken_ever)
        keys = {row["subject"] for row in self.rows_found} - {subject.pk for subject in own}
        return [*own, *Subject.objects.filter(pk__in=keys).order_by("name")]

    @cached_property
    def after(self) -> dict[str, str]:
        had = {row["what"] for row in self.rows_found}
        return {what: name for what, name in AFTER.items() if what == "year" or what in had}

    @property
    def rows(self) -> list[Row]:
        return [
            Row(number, student, self._lines(student.pk), self.decisions.get(student.pk, ""))
            for number, student in enumerate(self.students, 1)
        ]

    @cached_property
    def decisions(self) -> dict[int, str]:
        """How the year ended, by student."""
        ends = Promotion.objects.filter(school_class=self.school_class)
        said = {end.student_id: f"{end.get_outcome_display()}, приказ {end.order}" for end in ends}
        return said | {student.pk: student.left_said for student in self.students if student.left_on}

    @cached_property
    def homeroom(self) -> User | None:
        return homeroom_of(self.school_class, self.day)

    @cached_property
    def director(self) -> User | None:
        return User.objects.holding(Role.DIRECTOR, on=self.day).in_order().first()

    def _lines(self, student) -> list[Line]:
        decided = self.decided[student]
        of_terms = [
            Line(
                ", ".join(f"{term.roman} {SYSTEMS[term.system]}" for term in terms),
                [self._cell(terms, decided.get(subject.pk, {}), (student, subject.pk)) for subject in self.subjects],
            )
            for terms in self.periods
        ]
        return of_terms + [Line(name, self._further(what, decided, student)) for what, name in self.after.items()]

    def _cell(self, terms, decided, key) -> str:
        marks = [decided["term", term.pk] for term in terms if ("term", term.pk) in decided]
        return ", ".join(marks) or ("" if any(self._awaits(key, term) for term in terms) else NOT_TAKEN)

    def _awaits(self, key, term) -> bool:
        """Whether a mark of the term is to come: who has left before its end is owed none."""
        return key in self.taken[term] and self.was_in(key[0], term.last_day)

    def _further(self, what, decided, student) -> list[str]:
        marks = {subject.pk: tries_said(decided.get(subject.pk, {}), what, retake=RETAKE) for subject in self.subjects}
        taken = {subject for own, subject in self.taken_ever if own == student and own not in self.left}
        return [mark or ("" if subject in taken else NOT_TAKEN) for subject, mark in marks.items()]


@for_readers_of_classes
@require_safe
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    found = class_of(request, pk)
    terms = terms_of_class(found)
    day = min(request.today, found.year.last_day)
    students = students_within(request, found, found.year)
    sheet = Summary(students, terms, found=found, day=day) if terms and students else None
    return render(request, "journal/paper/summary.html", {"class": found, "students": students, "sheet": sheet})


def terms_of_class(found: SchoolClass) -> list[Term]:
    return [term for term in every_term() if term.year_id == found.year_id]
