"""The history of a journal as a table to take away."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.russian import grouped
from accounts.spreadsheet import Cell, Column, Sheet, plain
from accounts.views.downloads import download
from journal.models import Change, Course
from journal.views.control.list_sheets import moment
from journal.views.control.sheets import MOST, extract
from journal.views.teacher.history import Line, filters

COLUMNS = (
    *(Column("Когда", 17), Column("Набрано раньше", 22), Column("Ученик", 26), Column("Что", 22), Column("Где", 34)),
    *(Column("Было", 36), Column("Стало", 36), Column("Кто", 20), Column("Чем", 26), Column("Почему", 36)),
)


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_safe
def history_table(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send all changes that the filters leave; of filters without sense the page says what is wrong."""
    course = get_object_or_404(Course.objects.visible_to(request.user).with_subject(), pk=pk)
    changes = Change.objects.in_journal(course, reader=request.user)
    form = filters(request, course, changes)
    if not form.is_valid():
        return redirect(form.with_more())
    name = f"История журнала, {course}, {request.today:%d.%m.%Y}"
    return download(sheet_of(course, form, changes, now=request.now), kind, name=plain([name])[0])


def sheet_of(course: Course, form, changes, *, now: datetime) -> Sheet:
    """Return the changes, the newest first; the first of them where there are too many. One query."""
    found = list(form.narrow(changes).with_actor().with_place().last_links_first()[: MOST + 1])
    asked = f" Отбор: {'; '.join(form.said.values())}." if form.said else ""
    cut = f" Показаны первые {grouped(MOST)}: сузьте отбор." if len(found) > MOST else ""
    caption = f"{extract(now)} История журнала: {course}.{asked}{cut}"
    return Sheet("История журнала", plain([caption])[0], COLUMNS, [plain(_change(row)) for row in found[:MOST]])


def _change(change) -> tuple[Cell, ...]:
    line = Line(change)
    student = change.student.list_name if change.student else ""
    what = (moment(change.at), line.typed, student, line.what, line.place)
    return (*what, line.old, line.new, change.by.short_name, line.door, change.reason)
