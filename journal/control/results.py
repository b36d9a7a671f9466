"""What stands and what is proposed in the results of a course: for a term, the year, an exam, a certificate."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from journal.control.averages import averages_of
from journal.control.density import DensityAsked, DensityRow, density_of
from journal.control.exempt import Exempt, exempt_throughout
from journal.enums import ExamKind, FinalSource, Verdict
from journal.models import (
    CERTIFICATES,
    Course,
    Enrolment,
    ExamMark,
    FinalMark,
    Membership,
    Subject,
    Term,
    TermMark,
    YearMark,
    every_term,
    final_parts,
    results_within,
    the_school,
)
from journal.rules import proposing
from journal.rules.averages import Average
from journal.rules.proposing import Proposal, Thresholds
from journal.rules.results import FINAL, TERM, YEAR, ResultColumn

MODELS = {TERM: TermMark, YEAR: YearMark, FINAL: FinalMark} | dict.fromkeys(ExamKind, ExamMark)
# Which of the rows of another year go into a certificate.
YEAR_OF = {FinalSource.TERM: "term__year", FinalSource.YEAR: "year", FinalSource.EXAM: "year"}
SOURCES = {FinalSource.TERM: TermMark, FinalSource.YEAR: YearMark, FinalSource.EXAM: ExamMark}


@dataclass(frozen=True)
class Decided:
    """A digit, or the word in its place."""

    value: int | None
    verdict: str

    def __str__(self):
        return Verdict(self.verdict).label if self.verdict else str(self.value)


@dataclass(frozen=True)
class Basis:
    """What a proposal for a term is made from: the average, and how many marks there are of those wanted."""

    average: Average | None
    marks: int
    wanted: int


class Attended(NamedTuple):
    """The course as one student takes it."""

    subject_id: int
    term_system: str
    joined_on: date


def thresholds_of_school() -> Thresholds:
    """Return from which average the school's rule proposes each mark; the usual ones before it is brought in."""
    school = the_school()
    return Thresholds(school.five_from, school.four_from, school.three_from) if school else Thresholds()


class CourseResults:
    """The results of some students in a course, one column of which is chosen. Eleven queries, whatever the number."""

    def __init__(self, course: Course, *, now: datetime, today: date):
        self.course, self.now, self.today = course, now, today
        # Of whom is asked, and since when they are in the course; who they are depends on the column.
        self.students: Mapping[int, date] = {}

    @cached_property
    def terms(self) -> list[Term]:
        course = self.course
        return [term for term in every_term() if (term.year_id, term.system) == (course.year_id, course.term_system)]

    @cached_property
    def line(self) -> Subject:
        """The subject of the certificate that the course goes into."""
        return self.course.subject.certificate_subject or self.course.subject

    @cached_property
    def decided(self) -> dict[int, dict[ResultColumn, Decided]]:
        """All that stands for the year, by student and column."""
        found = defaultdict(dict)
        own = Q(subject=self.course.subject_id) | Q(subject=self.line)
        for row in results_within(own & Q(student__in=self.students), self.course.year):
            column = ResultColumn(row["what"], row["which"])
            if row["subject"] == self.subject_of(column).pk:
                found[row["student"]][column] = Decided(row["value"], row["verdict"])
        return found

    @cached_property
    def columns(self) -> list[ResultColumn]:
        """The columns that the course has: of what is tried again, one beyond what was given."""
        terms = [ResultColumn(TERM, term.pk) for term in self.terms]
        tried = [*terms, ResultColumn(YEAR), *self._tries(ExamKind.ATTESTATION)]
        return [*tried, *self._tries(ExamKind.EXAM), ResultColumn(FINAL)] if self.is_certified else tried

    @cached_property
    def grades(self) -> dict[tuple[int, int], int]:
        """In which grade each member of the course has been, by student and year."""
        members = Membership.objects.filter(course=self.course).values("student")
        places = Enrolment.objects.filter(student__in=members).order_by("since", "pk")
        rows = places.values_list("student", "school_class__year", "school_class__grade")
        return {(student, year): grade for student, year, grade in rows}

    @property
    def is_certified(self) -> bool:
        """Whether anybody in the course gets a certificate at the end of its year: grades may learn together."""
        return any(year == self.course.year_id and grade in CERTIFICATES for (_, year), grade in self.grades.items())

    def has(self, column: ResultColumn, student: int) -> bool:
        """Whether a mark of the column can be the student's: a certificate goes by the student's own grade."""
        return column.what != FINAL or self.grades.get((student, self.course.year_id)) in CERTIFICATES

    def title_of(self, column: ResultColumn) -> str:
        if column.what == TERM:
            return next(str(term) for term in self.terms if term.pk == column.which)
        if column.what in ExamKind:
            again = f", пересдача {column.which - 1}" if column.which > 1 else ""
            return f"{ExamKind(column.what).label.capitalize()}{again}"
        return "Год" if column.what == YEAR else "В аттестат"

    def subject_of(self, column: ResultColumn) -> Subject:
        """Return what the mark is of: an exam and a certificate have subjects of their own."""
        return self.line if column.what in (FINAL, ExamKind.EXAM) else self.course.subject

    def of(self, column: ResultColumn) -> dict:
        """Return what period a row of the column is of."""
        if column.what == TERM:
            return {"term": self.term_of(column)}
        exam = {"kind": ExamKind(column.what), "attempt": column.which} if column.what in ExamKind else {}
        return {"year": self.course.year} | exam

    def term_of(self, column: ResultColumn) -> Term | None:
        return next((term for term in self.terms if column == ResultColumn(TERM, term.pk)), None)

    def day_of(self, column: ResultColumn) -> date:
        """Return the day whose lists count: today, or the nearest one of the term or the year."""
        period = self.term_of(column) or self.course.year
        return min(max(self.today, period.first_day), period.last_day)

    def rows(self, column: ResultColumn) -> dict[int, TermMark]:
        """Return the rows of the column by student, those taken away too. One query."""
        rows = MODELS[column.what].objects.filter(student__in=self.students, subject=self.subject_of(column))
        return {row.student_id: row for row in rows.filter(**self.of(column)).select_related("given_by")}

    def bases(self, column: ResultColumn) -> dict[int, Basis]:
        """Return what the marks of a term give, by student not freed; nothing for another column. Five queries."""
        term = self.term_of(column)
        if term is None:
            return {}
        averages, density = averages_of(self.students, term), self._density(term)
        found = {student: averages.get((student, self.course.subject_id)) for student in self.students}
        return {
            student: Basis(average, density[student].marks, density[student].wanted)
            for student, average in found.items()
            if student in density and student not in self._exempt(column)
        }

    def proposals(self, column: ResultColumn, bases: dict[int, Basis]) -> dict[int, Proposal]:
        """Return what the school's rule proposes, by student; nothing where it proposes nothing. Two queries."""
        propose = {TERM: self._of_term, YEAR: self._of_year, FINAL: self._of_certificate}.get(column.what)
        if propose is None:
            return {}
        exempt = self._exempt(column)
        found = {student: proposing.EXEMPT for student in self.students if student in exempt}
        return found | propose([student for student in self.students if student not in exempt], bases)

    @cached_property
    def thresholds(self) -> Thresholds:
        return thresholds_of_school()

    def _of_term(self, students, bases) -> dict[int, Proposal]:
        known = {student: bases[student] for student in students if student in bases}
        return {
            student: proposing.of_term(
                basis.average, marks=basis.marks, wanted=basis.wanted, thresholds=self.thresholds
            )
            for student, basis in known.items()
        }

    def _of_year(self, students, _) -> dict[int, Proposal]:
        terms = [ResultColumn(TERM, term.pk) for term in self.terms]
        found = {}
        for student in students:
            given = [self.decided[student][column] for column in terms if column in self.decided[student]]
            decided = [(one.value, one.verdict) for one in given]
            found[student] = proposing.of_year(decided, thresholds=self.thresholds)
        return found

    def _of_certificate(self, students, _) -> dict[int, Proposal]:
        """Propose the mean of what goes into the certificate, over all subjects of its line and all its years."""
        ending, found = defaultdict(list), {}
        for student in students:
            ending[self.grades[student, self.course.year_id]].append(student)
        for grade, together in ending.items():
            parts, values = final_parts(grade), defaultdict(list)
            said = ", ".join(f"{part.source.label} за {part.grade} класс" for part in parts)
            for student, value in self._parts(parts, together):
                values[student].append(value)
            found |= {student: proposing.of_certificate(values[student], parts=said) for student in together}
        return found

    def _parts(self, parts, students) -> Iterator[tuple[int, int]]:
        """Yield the digits that go into the certificate, (student, digit): of a grade done twice the last year's."""
        last = {(student, grade): year for (student, year), grade in self.grades.items()}
        for part in parts:
            found = {}
            for student, year, subject, pk, value in self._digits(part.source, students):
                if last.get((student, part.grade)) == year:
                    # Of an exam tried again the last try alone.
                    found[student, subject if part.source == FinalSource.EXAM else pk] = value
            yield from ((student, value) for (student, _), value in found.items())

    def _digits(self, source, students):
        """Return what stands of the line in all years, the first try first: (student, year, subject, key, digit)."""
        rows = SOURCES[source].objects.filter(self._of_line, student__in=students).exclude(value=None)
        if source == FinalSource.EXAM:
            rows = rows.filter(kind=ExamKind.EXAM).order_by("attempt")
        return rows.values_list("student", YEAR_OF[source], "subject", "pk", "value")

    @property
    def _of_line(self) -> Q:
        return Q(subject=self.line) | Q(subject__certificate_subject=self.line)

    def _exempt(self, column) -> set[int]:
        """Return who is freed on every day of the term, of another column on every day of the year."""
        what = (TERM, column.which) if column.what == TERM else (YEAR, 0)
        return {student for student, of in self._freed.items() if what in of[self.course.subject_id]}

    @cached_property
    def _freed(self) -> Exempt:
        """Who is freed throughout terms and the year. One query."""
        subject, system = self.course.subject_id, self.course.term_system
        taken = {student: [Attended(subject, system, since)] for student, since in self.students.items()}
        return exempt_throughout(taken, self.terms, today=self.today)

    def _density(self, term) -> dict[int, DensityRow]:
        asked = DensityAsked(terms=[term], now=self.now, today=self.today, courses=[self.course.pk], freed_too=True)
        return {row.student: row for row in density_of(asked)}

    def _tries(self, kind) -> list[ResultColumn]:
        given = [column.which for of in self.decided.values() for column in of if column.what == kind]
        return [ResultColumn(kind, attempt) for attempt in range(1, max(given, default=0) + 2)]
