"""Density of marks (накопляемость): who lacks marks to be attested in a term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from accounts.paging import around, page_of
from accounts.russian import plural
from journal.control import DensityRow, Place, density_of
from journal.enums import TermSystem
from journal.forms.control.density import DensityFilters
from journal.models import CourseTeacher, Term, minimum_marks
from journal.rules.density import is_near
from journal.views.control.drawn import files_of_list
from journal.views.control.tabs import sections

DAY = timedelta(days=1)


@dataclass(frozen=True)
class DensityLine:
    """A student of a course, with the names."""

    row: DensityRow
    place: Place
    student: User
    teachers: str


@dataclass(frozen=True)
class Norm:
    """How many marks a term wants at so many lessons a week."""

    hours: str
    quarter: int
    half: int


@dataclass(frozen=True)
class TermLine:
    """How many students lack marks of a term, in how many courses together, and how long marks may still be given."""

    term: Term
    students: int
    lacking: int
    today: date

    @property
    def is_near(self) -> bool:
        """Whether so little time is left that who lacks marks cannot be attested yet."""
        return is_near(self.term.last_day, self.today)

    @property
    def left(self) -> str:
        days = (self.term.last_day - self.today) // DAY
        return "период закончился" if days < 0 else f"до конца {plural(days, 'день,дня,дней')}"


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def density(request: HttpRequest) -> HttpResponse:
    """Show who lacks marks of a term, or everybody. Eight queries."""
    form = filters(request)
    rows = density_of(form.students())
    shown = [row for row in rows if row.lacking or form.asked["everybody"]]
    page = page_of(in_order(shown, form.places), request.GET.get("page"))
    context = {
        "form": form,
        "sections": sections(request),
        "terms": term_lines(rows, request.today),
        "page": page,
        "norms": norms(),
        "files": files_of_list("density", form),
        "lines": lines_of(page.object_list, form.places, request.today),
    }
    return render(request, "journal/control/density.html", context | around(page, form))


def filters(request: HttpRequest) -> DensityFilters:
    address = reverse("journal:control-density")
    return DensityFilters(request.GET, address=address, today=request.today, now=request.now)


def term_lines(rows: Iterable[DensityRow], today: date) -> list[TermLine]:
    """Return the terms that any of the rows is of, with how many of these lack marks."""
    lacking = {}
    for row in rows:
        lacking.setdefault(row.term, []).extend([row.student] if row.lacking else [])
    return [TermLine(term, len(set(students)), len(students), today) for term, students in lacking.items()]


def norms() -> list[Norm]:
    minimum = minimum_marks()
    most = max(minimum)
    return [
        Norm(f"{hours} и больше" if hours == most else str(hours), marks[TermSystem.QUARTER], marks[TermSystem.HALF])
        for hours, marks in minimum.items()
    ]


def in_order(rows: list[DensityRow], places: dict[int, Place]) -> list[DensityRow]:
    """Return the rows by class and subject, within a course in the order they had."""

    def order(row):
        place = places[row.course]
        return (place.classes_order, place.subject_name, place.group, row.course)

    return sorted(rows, key=order)


def lines_of(rows: list[DensityRow], places: dict[int, Place], today: date) -> list[DensityLine]:
    """Return the rows with the names of students, and of those who teach the courses today. Two queries."""
    students = User.objects.in_bulk({row.student for row in rows})
    teaching = CourseTeacher.objects.on(today).filter(course__in={row.course for row in rows})
    names = {}
    for each in teaching.select_related("teacher").order_by("since", "pk"):
        names.setdefault(each.course_id, []).append(each.teacher.short_name)
    return [
        DensityLine(row, places[row.course], students[row.student], ", ".join(names.get(row.course, ())))
        for row in rows
    ]
