"""The page of a journal on paper: students by the days of a term, then what the lessons were about."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from accounts.russian import MONTHS_NAMED
from journal.models import Course, CourseTeacher, Lesson, Term, TermMark
from journal.views.teacher.grid.journal import found, terms_of
from journal.views.teacher.grid.page import Head, JournalPage, read

# So many columns, names and results beside them, are as wide as a landscape A4.
COLUMNS = 30
# What stands in a cell that is not the student's.
OFF = "–"


@dataclass(frozen=True)
class Row:
    number: int
    student: User
    cells: list[str]
    # Only on the last sheet.
    result: str


@dataclass(frozen=True)
class Sheet:
    """Neighbouring columns of the term with all its students."""

    heads: list[Head]
    rows: list[Row]
    number: int
    is_last: bool

    @property
    def months(self) -> Iterator[tuple[str, int]]:
        """The months over the columns, each with how many columns it has."""
        for month, heads in groupby(self.heads, key=lambda head: head.lesson.date.month):
            yield MONTHS_NAMED[month - 1], len(list(heads))


@dataclass(frozen=True)
class LessonLine:
    """A lesson among the topics."""

    lesson: Lesson
    # Who held it instead of the regular teacher.
    substitute: User | None

    @property
    def remark(self) -> str:
        """What was unusual about the lesson: where it was held, and by whom."""
        held_by = f"замещение: {self.substitute.short_name}" if self.substitute else ""
        return "; ".join(filter(None, ("дистанционно" if self.lesson.is_remote else "", held_by)))


class JournalPaper:
    """A term of a course as it is printed. Seven queries; one more with listed works, and one with substitutes."""

    def __init__(self, page: JournalPage):
        self.page, self.course, self.term = page, page.course, page.term

    @cached_property
    def sheets(self) -> list[Sheet]:
        parts = parted(self.page.heads, most=COLUMNS)
        return [Sheet(part, self._rows(part), number, number == len(parts)) for number, part in enumerate(parts, 1)]

    @property
    def lines(self) -> list[LessonLine]:
        lessons = self.page.lessons
        held = {lesson.pk: lesson.teacher_id for lesson in lessons if lesson.replaces_id}
        people = User.objects.in_bulk(set(held.values()))
        return [LessonLine(lesson, people.get(held.get(lesson.pk))) for lesson in lessons]

    @cached_property
    def results(self) -> dict[int, str]:
        """What was decided for the term, by student."""
        given = TermMark.objects.standing().filter(term=self.term, subject=self.course.subject_id)
        return {result.student_id: result.digits for result in given.filter(student__in=self.page.members)}

    @cached_property
    def teachers(self) -> list[User]:
        """Who has taught the course in the term, each once."""
        rows = CourseTeacher.objects.within(self.term.first_day, self.term.last_day).filter(course=self.course)
        return list(dict.fromkeys(row.teacher for row in rows.select_related("teacher").order_by("since", "pk")))

    def _rows(self, heads) -> list[Row]:
        columns = [self._column(head) for head in heads]
        return [
            Row(number, student, [column.get(student.pk, "") for column in columns], self.results.get(student.pk, ""))
            for number, student in enumerate(self.page.members, 1)
        ]

    def _column(self, head) -> dict[int, str]:
        stands = {student: str(read(standing)[0]) for student, standing in self.page.standing(head).items()}
        return stands | dict.fromkeys(self.page.off(head), OFF)


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_safe
def journal(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    """Print a term of the journal for whoever reads it."""
    course = found(request, pk)
    page = JournalPage(course, term_of(course, term), user=request.user, now=request.now, today=request.today)
    return render(request, "journal/paper/journal.html", {"course": course, "paper": JournalPaper(page)})


def parted(columns: list, *, most: int) -> list[list]:
    """Return the columns in as few parts as can be, none much longer than another."""
    parts = ceil(len(columns) / most)
    ends = [len(columns) * part // parts for part in range(parts + 1)] if parts else []
    return [columns[first:end] for first, end in pairwise(ends)]


def term_of(course: Course, pk: int) -> Term:
    """Return the term by which the course is marked, else 404."""
    term = next((term for term in terms_of(course) if term.pk == pk), None)
    if term is None:
        raise Http404
    return term
