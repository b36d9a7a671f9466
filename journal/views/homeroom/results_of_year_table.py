"""The results of a class for the whole year as a table to take away."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.spreadsheet import Cell, Column, Sheet, figure, plain
from accounts.views.downloads import download
from journal.models import SchoolClass
from journal.views.control.sheets import extract
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of
from journal.views.homeroom.results_of_year import BESIDE, YearResults, year_results_in
from journal.views.homeroom.results_table import last_cells, last_columns


@for_readers_of_classes
@require_safe
def results_of_year_table(request: HttpRequest, pk: int, what: str, kind: str) -> HttpResponse:
    """Send what the page shows: of each subject a column of the mark, and of what stands beside it for anybody."""
    found = class_of(request, pk)
    page = year_results_in(found, what, request)
    name = f"Итоги {found}, {page.title.lower()} {found.year}, {request.today:%d.%m.%Y}"
    return download(sheet_of(found, page, now=request.now), kind, name=plain([name.replace("/", "-")])[0])


def sheet_of(found: SchoolClass, page: YearResults, *, now: datetime) -> Sheet:
    columns = list(_columns(page))
    caption = f"{extract(now)} Итоги {found}: {page.title.lower()}, {found.year} учебный год."
    titles = [f"{page.subjects[place]}, {BESIDE[kind][1] if kind else page.title.lower()}" for place, kind in columns]
    heads = [Column("Ученик", 26), *(Column(title, 12) for title in titles), *last_columns(page)]
    rows = [
        plain(
            (row.student.list_name, *(_said(row.cells[place], kind) for place, kind in columns), *last_cells(page, row))
        )
        for row in page.rows
    ]
    total = ("Пробелы", *(None if kind else page.gaps[place] for place, kind in columns), None)
    return Sheet("Итоги", plain([caption])[0], heads, rows, total)


def _columns(page) -> Iterator[tuple[int, str]]:
    """Yield which subject a column is of, by its place, and which kind stands in it; an empty one is the mark."""
    for place in range(len(page.subjects)):
        had = {kind for row in page.rows if row.cells[place] for kind in row.cells[place].beside}
        yield from ((place, kind) for kind in ("", *page.kinds) if not kind or kind in had)


def _said(cell, kind) -> Cell:
    return figure(cell.beside.get(kind, "") if kind else cell.digits) if cell else None
