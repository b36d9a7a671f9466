"""The results of a class as a table to take away."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.spreadsheet import Cell, Column, Sheet, plain
from accounts.views.downloads import download
from journal.models import SchoolClass
from journal.views.control.sheets import extract
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of
from journal.views.homeroom.results import ClassResults, Row, results_in
from journal.views.homeroom.taken import ClassCourses


@for_readers_of_classes
@require_safe
def results_table(request: HttpRequest, pk: int, term: int, kind: str) -> HttpResponse:
    """Send what the page of the same class and term shows: two columns of each subject, the average and the result."""
    found = class_of(request, pk)
    page = results_in(found, term, request)
    name = f"Итоги {found}, {page.term}, {request.today:%d.%m.%Y}"
    return download(sheet_of(found, page, now=request.now), kind, name=plain([name])[0])


def sheet_of(found: SchoolClass, page: ClassResults, *, now: datetime) -> Sheet:
    subjects = page.subjects
    columns = [Column("Ученик", 26), *(column for subject in subjects for column in _columns(subject.name))]
    caption = f"{extract(now)} Итоги {found}: {page.term}, {page.days_said}."
    rows = [plain((row.student.list_name, *_cells(row.cells), *last_cells(page, row))) for row in page.rows]
    total = ("Пробелы", *(cell for gaps in page.gaps for cell in (None, gaps)), None)
    return Sheet("Итоги", plain([caption])[0], [*columns, *last_columns(page)], rows, total)


def last_columns(page: ClassCourses) -> list[Column]:
    """Return what stands after the subjects: the gaps, and who has left where anybody has."""
    return [Column("Пробелы", 10), *([Column("Выбытие", 24)] if page.left else [])]


def last_cells(page: ClassCourses, row: Row) -> list[Cell]:
    return [row.gaps, *([row.student.left_said or None] if page.left else [])]


def _columns(name) -> tuple[Column, Column]:
    return Column(f"{name}, средняя", 12), Column(f"{name}, итоговая", 12)


def _cells(cells) -> Iterator[Cell]:
    for cell in cells:
        yield cell.average.value if cell and cell.average else None
        yield (cell.result.value or cell.result.digits) if cell and cell.result else None
