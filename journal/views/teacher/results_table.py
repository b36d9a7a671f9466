"""The results of a course as a table to take away."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.spreadsheet import Cell, Column, Sheet, figure, plain
from accounts.views.downloads import download
from journal.forms.teacher.results import ResultsForm
from journal.views.control.sheets import extract
from journal.views.teacher.results import ResultsPage, courses_of

BASIS = (Column("Средний", 9), Column("Отметок", 9), Column("Нужно отметок", 9))
PROPOSAL = (Column("Предложено", 12), Column("Почему предложено", 44))


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_safe
def results_table(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send the column of results that the page of the same address shows, with what stands beside it."""
    course = get_object_or_404(courses_of(request.user), pk=pk)
    page = ResultsPage(request, course)
    name = f"Итоги, {course}, {page.title}, {request.today:%d.%m.%Y}"
    return download(sheet_of(page, now=request.now), kind, name=plain([name])[0])


def sheet_of(page: ResultsPage, *, now: datetime) -> Sheet:
    form = ResultsForm(page.results, page.column, page.students)
    beside = (Column(title, 12) for title in form.titles)
    further = (*(BASIS if form.bases else ()), *(PROPOSAL if form.proposals else ()))
    columns = (Column("Ученик", 26), *beside, *further, Column(page.title, 12), Column("Пояснение", 40))
    caption = f"{extract(now)} Итоги: {page.course}, {page.course.year} учебный год. {page.title}."
    rows = [plain((row.student.list_name, *_cells(form, row))) for row in form.rows()]
    return Sheet("Итоги", plain([caption])[0], columns, rows)


def _cells(form, row) -> Iterator[Cell]:
    yield from (figure(said.digits) for said in row.beside)
    if form.bases:
        yield from _basis(row.basis)
    if form.proposals:
        yield from (figure(row.proposal.digits), row.proposal.reason) if row.proposal else (None, None)
    yield from (figure(row.stands), row.said)


def _basis(basis) -> tuple[Cell, ...]:
    if basis is None:
        return (None, None, None)
    return (basis.average.value if basis.average else None, basis.marks, basis.wanted)
