"""A term of a journal as a table to take away."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.russian import short_date
from accounts.spreadsheet import Cell, Column, Sheet, figure, plain
from accounts.views.downloads import download
from journal.views.control.sheets import extract
from journal.views.teacher.grid.journal import found, journal_page
from journal.views.teacher.grid.page import Head, JournalPage, read

# What stands in a cell that is not the student's, as on paper.
OFF = "–"


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_safe
def journal_table(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send the columns of the term that the page of the same address shows."""
    page = journal_page(request, found(request, pk))
    name = ", ".join([f"Журнал, {page.course}", *_term(page), f"{request.today:%d.%m.%Y}"])
    return download(sheet_of(page, now=request.now), kind, name=plain([name])[0])


def sheet_of(page: JournalPage, *, now: datetime) -> Sheet:
    columns = (Column("Ученик", 26), *(Column(title, 12) for title in plain(map(_title, page.heads))))
    found = [_column(page, head) for head in page.heads]
    rows = [plain((student.list_name, *(column.get(student.pk) for column in found))) for student in page.members]
    caption = f"{extract(now)} Журнал: {', '.join([str(page.course), *_term(page)])}."
    return Sheet("Журнал", plain([caption])[0], columns, rows)


def _term(page) -> list[str]:
    return [str(page.term)] if page.term else []


def _title(head: Head) -> str:
    """Return «12.10, Контрольная № 1»; of a lesson «12.10, урок 2»."""
    what = head.work.label if head.work else f"урок {head.lesson.number}"
    return f"{short_date(head.lesson.date)}, {what}"


def _column(page, head) -> dict[int, Cell]:
    """Return by student what stands in the cells of a column."""
    stands = {student: figure(str(read(standing)[0])) for student, standing in page.standing(head).items()}
    return stands | dict.fromkeys(page.off(head), OFF)
