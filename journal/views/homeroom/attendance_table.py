"""The attendance of a class in a week as a table to take away."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.russian import weekday_day
from accounts.spreadsheet import Cell, Column, Sheet, plain
from accounts.views.downloads import download
from journal.models import SchoolClass
from journal.rules.weeks import Week
from journal.views.control.sheets import extract
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.attendance import AttendancePage
from journal.views.homeroom.classes import class_of


@for_readers_of_classes
@require_safe
def attendance_table(request: HttpRequest, pk: int, week: Week, kind: str) -> HttpResponse:
    """Send what the page of the same class and week shows: the absences of each day, and how many there are of them."""
    found = class_of(request, pk)
    page = AttendancePage(request, found, week)
    name = f"Посещаемость {found}, {page.days_said}, {request.today:%d.%m.%Y}"
    return download(sheet_of(found, page, now=request.now), kind, name=plain([name])[0])


def sheet_of(found: SchoolClass, page: AttendancePage, *, now: datetime) -> Sheet:
    days = (Column(title, 18) for title in plain(map(weekday_day, page.headings)))
    columns = (Column("Ученик", 26), *days, Column("Пропущено уроков"), Column("Из них без причины"))
    rows = page.days.rows
    table = [plain((row.student.list_name, *_days(row), row.missed, row.unexplained)) for row in rows]
    sums = (sum(row.missed for row in rows), sum(row.unexplained for row in rows))
    caption = plain([f"{extract(now)} Посещаемость {found}: {page.days_said}."])[0]
    return Sheet("Посещаемость", caption, columns, table, ("Всего", *(None for _ in page.headings), *sums))


def _days(row) -> Iterator[Cell]:
    """Yield for each day what is noted at its lessons, after what the family has said: «сообщили: болеет; Н 3»."""
    for asked in row.cells:
        note = asked.cell.note
        told = f"сообщили: {note.get_ground_display()}" if note else ""
        yield "; ".join(filter(None, (told, ", ".join(map(str, asked.cell.noted)))))
