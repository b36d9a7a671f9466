"""Current marks as they are printed: of some students, in terms of different systems."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse

from accounts.russian import plural
from journal.control.averages import Key, average_of, done_again
from journal.enums import CourseKind, Presence
from journal.models import Attendance, Exemption, Mark, Membership, SchoolClass, Student, Term, TermMark
from journal.rules.averages import Average
from journal.views.tabs import Tab
from journal.views.terms import terms_of, terms_of_year

# What each reason of an absence is called after «из них».
REASONS = {
    Presence.ILL: "по болезни",
    Presence.EXCUSED: "по уважительной причине",
    Presence.UNEXCUSED: "без уважительной причины",
    Presence.ABSENT: "причина не указана",
}


class Taken(NamedTuple):
    """A subject that has marks, as a student takes it from one day to another."""

    student: int
    since: date
    until: date | None
    course: int
    subject: int
    name: str
    short_name: str
    term_system: str
    marks_since: date
    marks_until: date | None

    def is_marked_in(self, term: Term) -> bool:
        """Whether the student takes it with marks on some day of the term."""
        spans = ((self.since, self.until), (self.marks_since, self.marks_until))
        return all(since <= term.last_day and (until is None or until >= term.first_day) for since, until in spans)


TAKEN = (
    "student",
    "since",
    "until",
    "course",
    "course__subject",
    "course__subject__name",
    "course__subject__short_name",
    "course__term_system",
    "course__marks_since",
    "course__marks_until",
)


class PrintedMark(NamedTuple):
    """A mark as paper shows it; without a value it is a dot, for work that was not handed in."""

    student: int
    subject: int
    date: date
    work: int
    retake_of: int | None
    weight: int
    kind: str
    kind_said: str
    value: int | None
    second_value: int | None

    @property
    def digits(self) -> str:
        return "/".join(str(value) for value in (self.value, self.second_value) if value is not None) or "·"


MARKS = (
    "student",
    "work__course__subject",
    "date",
    "work",
    "work__retake_of",
    "work__weight",
    "work__kind__short_name",
    "work__kind__name",
    "value",
    "second_value",
)


class Missed(NamedTuple):
    """A lesson at which a student was not, or came late."""

    student: int
    subject: int
    date: date
    presence: str


@dataclass(frozen=True)
class Absences:
    """At how many lessons a student was not, by reason, and how often they came late: «3 урока (по болезни — 3)»."""

    counts: Counter

    def __str__(self):
        missed = sum(self.counts[reason] for reason in REASONS)
        said = plural(missed, "урок,урока,уроков") if missed else "нет"
        if missed:
            reasons = (
                f"{words}\u00a0— {self.counts[reason]}" for reason, words in REASONS.items() if self.counts[reason]
            )
            said += f" ({', '.join(reasons)})"
        late = self.counts[Presence.LATE]
        return f"{said}; опозданий\u00a0— {late}" if late else said


@dataclass(frozen=True)
class SubjectLine:
    """A subject of a student in its term; each fact is looked up when it is shown."""

    current: "CurrentMarks"
    key: Key

    @property
    def taken(self) -> Taken:
        return self.current.taken[self.key]

    @property
    def term(self) -> Term:
        return self.current.terms[self.taken.term_system]

    @property
    def marks(self) -> list[PrintedMark]:
        return self.current.marks.get(self.key, [])

    @property
    def again(self) -> set[int]:
        """The works whose marks do not count, since they were done again."""
        return done_again(self._counted)

    @property
    def average(self) -> Average | None:
        return average_of(self._counted)

    @property
    def missed(self) -> int:
        return self.current.missed_at[self.key]

    @property
    def is_exempt(self) -> bool:
        return self.key in self.current.exempt

    @property
    def result(self) -> TermMark | None:
        """What is decided for the term already."""
        return self.current.results.get((*self.key, self.term.pk))

    @property
    def digits(self) -> str:
        return self.result.digits if self.result else ""

    @property
    def _counted(self):
        return [mark for mark in self.marks if mark.value is not None]


@dataclass(frozen=True)
class TermPart:
    """The subjects of one term on a paper."""

    term: Term
    lines: list[SubjectLine]


class CurrentMarks:
    """The current marks of students in some terms, of each system one. Each fact is read once, when it is asked for."""

    def __init__(self, students: list[Student], terms: Collection[Term], *, day: date):
        self.students, self.day = students, day
        self.terms = {term.system: term for term in terms}
        self.first_day = min(term.first_day for term in terms)
        self.last_day = max(term.last_day for term in terms)

    @cached_property
    def every_taken(self) -> list[Taken]:
        """The subjects of the year that have marks, student by student."""
        year = next(iter(self.terms.values())).year
        marked = {"course__year": year, "course__kind": CourseKind.LESSON, "course__marks_since__isnull": False}
        rows = Membership.objects.within(year.first_day, year.last_day).filter(student__in=self.students, **marked)
        return list(map(Taken._make, rows.order_by("course__subject__name", "since", "pk").values_list(*TAKEN)))

    @cached_property
    def taken(self) -> dict[Key, Taken]:
        """The subjects that are marked in the terms, in the order of their names; of two groups the later one."""
        own = ((row, self.terms.get(row.term_system)) for row in self.every_taken)
        return {(row.student, row.subject): row for row, term in own if term and row.is_marked_in(term)}

    @cached_property
    def marks(self) -> dict[Key, list[PrintedMark]]:
        """The marks and dots of each subject in its term, in the order of the days."""
        given = Mark.objects.filter(student__in=self.students).between(self.first_day, self.last_day).standing()
        found = defaultdict(list)
        for mark in map(PrintedMark._make, given.in_order().values_list(*MARKS)):
            key = (mark.student, mark.subject)
            if self._is_within(key, mark.date):
                found[key].append(mark)
        return found

    @cached_property
    def missed(self) -> list[Missed]:
        """The lessons of the year missed, activities apart."""
        year = next(iter(self.terms.values())).year
        held = {"lesson__cancelled_at__isnull": True, "lesson__course__kind": CourseKind.LESSON}
        noted = Attendance.objects.noted().filter(student__in=self.students, **held)
        fields = ("student", "lesson__course__subject", "date", "presence")
        return list(map(Missed._make, noted.between(year.first_day, year.last_day).values_list(*fields)))

    @cached_property
    def missed_at(self) -> Counter:
        """At how many lessons of a subject in its term a student was not: by student and subject."""
        own = (((row.student, row.subject), row) for row in self.missed if row.presence in Presence.away())
        return Counter(key for key, row in own if self._is_within(key, row.date))

    @cached_property
    def exempt(self) -> set[Key]:
        """Who is freed from which subject on the day."""
        return set(Exemption.objects.on(self.day).filter(student__in=self.students).values_list("student", "subject"))

    @cached_property
    def results(self) -> dict[tuple[int, int, int], TermMark]:
        """What is decided for the terms already, by student, subject and term."""
        given = TermMark.objects.standing().filter(term__in=self.terms.values(), student__in=self.students)
        return {(result.student_id, result.subject_id, result.term_id): result for result in given}

    def parts_of(self, student: int) -> list[TermPart]:
        """Return the subjects of a student, those of the first term first; no part without a subject."""
        own = [SubjectLine(self, key) for key in self.taken if key[0] == student]
        parts = (TermPart(term, [line for line in own if line.term == term]) for term in self.terms.values())
        return [part for part in parts if part.lines]

    def absences_of(self, student: int, first: date, last: date) -> Absences:
        own = (row.presence for row in self.missed if row.student == student and first <= row.date <= last)
        return Absences(Counter(own))

    def _is_within(self, key, day):
        """Whether the subject is taken, and the day lies in its term."""
        return key in self.taken and self.terms[self.taken[key].term_system].covers(day)


def current_marks(students: list[Student], term: Term, terms: Iterable[Term], *, today: date) -> CurrentMarks:
    """Return the marks of a term, and of those by which other subjects divide the year that run at the same time.

    `terms`: all of its year.
    """
    day = min(max(today, term.first_day), term.last_day)
    beside = [other for other in terms if other.system != term.system and other.covers(day)]
    return CurrentMarks(students, [term, *beside], day=day)


def term_tabs(page: str, school_class: SchoolClass, current: CurrentMarks, chosen: Term) -> list[Tab]:
    """Return the links to a paper of a class in each of the terms by which it is marked."""
    terms = terms_of(current.every_taken, terms_of_year(school_class.year_id))
    return [Tab(reverse(page, args=[school_class.pk, term.pk]), str(term), is_current=term == chosen) for term in terms]
