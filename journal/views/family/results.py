"""«Итоги»: what was decided for terms, the year, exams and the certificate (regulation, 1.3.2)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.russian import day_month
from journal.control.exempt import exempt_throughout
from journal.enums import ExamKind, TermSystem, Verdict
from journal.models import Course, Term, results_of
from journal.views.family.calendar import calendar_of
from journal.views.family.child import child_page
from journal.views.family.decisions import decisions_of
from journal.views.family.empty import why_no_results
from journal.views.family.exams import digits, exams_of, tries_said
from journal.views.family.readers import for_readers_of_children
from journal.views.family.subjects import courses_of
from journal.views.homeroom.taken import Taken

# What has been decided: (what, which) → «4», by subject.
Decided = dict[int, dict[tuple[str, int], str]]


@dataclass(frozen=True)
class Cell:
    """A result, or until when it may be absent."""

    column: str
    digits: str
    why: str = ""


@dataclass(frozen=True)
class ResultRow:
    subject: str
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """The subjects that divide the year in one way."""

    title: str
    columns: list[str]
    rows: list[ResultRow]
    # What is still to come, with its last day: said once, not in every row.
    awaited: list[str]


TITLES = {TermSystem.QUARTER: "По четвертям", TermSystem.HALF: "По полугодиям", TermSystem.TRIMESTER: "По триместрам"}
# What comes after the year, each in a column where any subject has it.
AFTER_THE_YEAR = {ExamKind.ATTESTATION: "Аттестация", ExamKind.EXAM: "Экзамен", "final": "Итоговая"}


@for_readers_of_children
@require_safe
def results(request: HttpRequest, sid: int) -> HttpResponse:
    child = child_page(request, sid)
    calendar = calendar_of(child.school_class, request.today)
    courses = [course for course in courses_of(child.student, calendar) if course.marks_since]
    found = list(results_of(child.student, calendar.year)) if calendar.year else []
    exempt = exempt_throughout({sid: courses}, calendar.terms, today=request.today)
    context = {
        "child": child,
        "year": calendar.year,
        "tables": tables_of(courses, calendar.terms, by_subject(found, exempt[sid]), request.today),
        "exams": exams_of(found, {course.subject_id for course in courses}),
        "others": certificate_only(found, courses),
        "decisions": decisions_of(child.student, calendar.year) if calendar.year else [],
        "empty": None if courses or found else why_no_results(calendar, child),
    }
    return render(request, "journal/family/results.html", context)


def tables_of(
    courses: Sequence[Course | Taken], terms: tuple[Term, ...], decided: Decided, today: date, **words: str
) -> list[Table]:
    """Return a table of each way to divide the year that one student's courses know; `words` as of `tries_said`."""
    systems = {term.system for term in terms} & {course.term_system for course in courses}
    return [_table(system, courses, terms, decided, today, words) for system in TermSystem if system in systems]


def by_subject(found: Iterable[dict], exempt: Mapping[int, Collection[tuple[str, int]]]) -> Decided:
    """Sort what `results_of` has found for one student; «осв» stands where they are freed and nothing was decided."""
    decided = defaultdict(dict)
    for row in found:
        decided[row["subject"]][row["what"], row["which"]] = digits(row)
    for subject, columns in exempt.items():
        decided[subject] = dict.fromkeys(columns, Verdict.EXEMPT.label) | decided[subject]
    return decided


def _table(system, courses, terms, decided, today, words) -> Table:
    own = [term for term in terms if term.system == system]
    subjects = {course.subject_id: course.subject.name for course in courses if course.term_system == system}
    had = {what for subject in subjects for what, _ in decided[subject]}
    after = {what: column for what, column in AFTER_THE_YEAR.items() if what in had}
    columns = [*map(str, own), "Год", *after.values()]
    came = {course.subject_id: course.joined_on for course in reversed(courses)}
    rows = [
        ResultRow(
            name, [*_cells(decided[subject], own, came[subject], today), *_further(decided[subject], after, words)]
        )
        for subject, name in subjects.items()
    ]
    return Table(TITLES[system], columns, rows, _awaited(own, today))


def _cells(decided, terms: list[Term], came: date, today: date) -> list[Cell]:
    of_terms = [Cell(str(term), decided.get(("term", term.pk), ""), _why(term.last_day, came, today)) for term in terms]
    return [*of_terms, Cell("Год", decided.get(("year", 0), ""), _why(terms[-1].last_day, came, today))]


def _further(decided, columns: dict[str, str], words) -> list[Cell]:
    """Return the marks of the further columns: of an exam all its attempts."""
    return [Cell(column, tries_said(decided, what, **words), "—") for what, column in columns.items()]


def _why(last_day: date, came: date, today: date) -> str:
    """Say what stands in the place of a mark: nothing is owed before its day, or from before the student."""
    return "ещё не выставлена" if came <= last_day < today else "—"


def _awaited(terms: list[Term], today: date) -> list[str]:
    ends = [*((str(term), term.last_day) for term in terms), ("год", terms[-1].last_day)]
    return [f"{name} — не позднее {day_month(last_day)}" for name, last_day in ends if today <= last_day]


def certificate_only(found: Iterable[dict], courses: Sequence[Course | Taken]) -> list[Cell]:
    """Return marks of lines of the certificate that no course teaches: «Математика» over algebra and geometry."""
    subjects = {course.subject_id for course in courses}
    return [
        Cell(row["name"], digits(row)) for row in found if row["what"] == "final" and row["subject"] not in subjects
    ]
