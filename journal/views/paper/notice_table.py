"""The notices of a class as a table to take away: who is in danger, in what, and why."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.spreadsheet import Cell, Column, Sheet, figure, plain
from accounts.views.downloads import download
from journal.views.control.sheets import extract
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of
from journal.views.paper.notice import Notices, notices_in

COLUMNS = (
    *(Column("Ученик", 26), Column("Предмет", 24), Column("Период", 14), Column("Последний день")),
    *(Column("Отметки", 30), Column("Итог", 8), Column("Почему", 50)),
)


@for_readers_of_classes
@require_safe
def notices_table(request: HttpRequest, pk: int, term: int, kind: str) -> HttpResponse:
    """Send who is in danger of 2 or «н/а» by the page of the same class and term, a row for each subject."""
    found = class_of(request, pk)
    page = notices_in(found, term, request)
    name = f"Уведомления {found}, {page.term}, {request.today:%d.%m.%Y}"
    return download(sheet_of(page, now=request.now), kind, name=plain([name])[0])


def sheet_of(page: Notices, *, now: datetime) -> Sheet:
    caption = f"{extract(now)} Кому в {page.school_class} грозит 2 или «н/а»: {page.term}."
    rows = [plain(row) for notice in (page.notices if page.has_begun else ()) for row in _rows(notice)]
    return Sheet("Уведомления", plain([caption])[0], COLUMNS, rows)


def _rows(notice) -> Iterator[tuple[Cell, ...]]:
    for line, threat in notice.lines:
        marks = " ".join(f"({mark.digits})" if mark.work in line.again else mark.digits for mark in line.marks)
        of = (notice.student.list_name, line.taken.name, str(line.term), line.term.last_day)
        yield (*of, marks, figure(threat.result), threat.reason)
