"""Report cards: what was decided for a student so far, and what was missed; with a code to check each by."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from accounts.enums import Paper
from accounts.models import User
from accounts.papers import code_of, picture, signs_of
from accounts.rules.codes import Code
from journal.enums import Presence
from journal.models import Attendance, SchoolClass, Student, Term
from journal.views.family.exams import RETAKE, Held, exams_of
from journal.views.family.results import Cell, Table, certificate_only, tables_of
from journal.views.homeroom.classes import homeroom_of
from journal.views.paper.decided import DecidedOfClass
from journal.views.terms import main_system

# What stands for a term that has not begun, and for a mark that has not been given.
NOTHING = "—"


class Issue(NamedTuple):
    """When cards are printed, and at which address of the school they are checked."""

    today: date
    now: datetime
    host: str


class Missed(NamedTuple):
    """A lesson that a student was not at."""

    student: int
    date: date
    presence: str


@dataclass(frozen=True)
class MissedLine:
    """What was missed, counted in one way: in each term, and in the year."""

    name: str
    numbers: list[str]


@dataclass(frozen=True)
class Card:
    """A student's card as it is printed."""

    student: Student
    school_class: SchoolClass
    year: str
    tables: list[Table]
    others: list[Cell]
    exams: list[Held]
    periods: list[str]
    missed: list[MissedLine]
    homeroom: User | None
    issue: Issue

    @property
    def is_in_first_grade(self) -> bool:
        return self.school_class.grade == 1

    @property
    def said(self) -> str:
        return f"Выписка из электронного журнала по состоянию на {localtime(self.issue.now):%d.%m.%Y, %H:%M}"

    @property
    def words(self) -> list[str]:
        """All that stands on the card and may not be altered, in the order in which it is read."""
        found = [self.student.full_name, self.school_class.title, self.year, self.said]
        for table in self.tables:
            found += [table.title, *table.columns]
            for row in table.rows:
                found += [row.subject, *(cell.digits for cell in row.cells)]
        found += [word for cell in self.others for word in (cell.column, cell.digits)]
        found += [word for held in self.exams for line in held.lines for word in (held.title, *line)]
        found += self.periods
        return found + [word for line in self.missed for word in (line.name, *line.numbers)]

    @cached_property
    def code(self) -> Code:
        return code_of(Paper.REPORT_CARD, on=self.issue.today, text="\0".join(self.words))

    @property
    def address(self) -> str:
        """Where anybody may check the card."""
        return self.issue.host + reverse("accounts:verify", args=[signs_of(self.code)])

    @property
    def qr(self) -> SafeString:
        return picture(self.address)


class Cards(DecidedOfClass):
    """The cards of some students of a class. Six queries, however many they are."""

    def __init__(self, students: list[Student], school_class: SchoolClass, terms: tuple[Term, ...], issue: Issue):
        super().__init__(students, terms, day=min(issue.today, terms[0].year.last_day))
        self.school_class, self.issue = school_class, issue

    @property
    def cards(self) -> list[Card]:
        return [self._card(student) for student in self.students]

    @cached_property
    def away(self) -> dict[int, list[Missed]]:
        within = Attendance.objects.away().between(self.year.first_day, self.day)
        held = within.filter(student__in=self.students, lesson__cancelled_at__isnull=True)
        own = defaultdict(list)
        for row in map(Missed._make, held.values_list(*Missed._fields)):
            own[row.student].append(row)
        return own

    @cached_property
    def homeroom(self) -> User | None:
        return homeroom_of(self.school_class, self.day)

    def _card(self, student) -> Card:
        courses, found = self.taken_by(student), self.found[student.pk]
        own = [term for term in self.terms if term.system == main_system(courses)]
        return Card(
            student,
            self.school_class,
            self.year.name,
            tables_of(courses, self.terms, self.decided[student.pk], self.issue.today, retake=RETAKE),
            certificate_only(found, courses),
            exams_of(found, {course.subject_id for course in courses}),
            [*map(str, own), "Год"],
            self._missed(own, self.away[student.pk]),
            self.homeroom,
            self.issue,
        )

    def _missed(self, terms, away: list[Missed]) -> list[MissedLine]:
        within = [
            [row for row in away if term.covers(row.date)] if term.first_day <= self.issue.today else None
            for term in terms
        ]
        ways = {
            "уроков": len,
            "из них по болезни": lambda rows: sum(row.presence == Presence.ILL for row in rows),
            "дней с пропусками": lambda rows: len({row.date for row in rows}),
        }
        return [
            MissedLine(name, [NOTHING if rows is None else str(count(rows)) for rows in (*within, away)])
            for name, count in ways.items()
        ]
