"""What stands on the page of a class today as tables to take away."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.spreadsheet import Column, Sheet, plain
from accounts.views.downloads import download
from journal.views.control.sheets import extract
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of, day_of
from journal.views.homeroom.today import ClassToday

OF_ABSENT = (
    *(Column("Урок", 6), Column("Предмет", 24), Column("Группа", 16), Column("Учитель", 28)),
    *(Column("Ученик", 26), Column("Отмечено", 12)),
)
OF_UNEXPLAINED = (Column("Неделя с"), Column("по"), Column("Уроков с Н без причины", 14))


def absent_sheet(page: ClassToday, *, now: datetime) -> Sheet:
    """Return who was away today, a row for each lesson of each."""
    rows = [plain((*_lesson(line.lesson), *_away(away))) for line in page.lines for away in line.away]
    return Sheet("Отсутствующие", _caption("Отсутствующие по урокам", page, now), OF_ABSENT, rows)


def unexplained_sheet(page: ClassToday, *, now: datetime) -> Sheet:
    """Return the weeks with absences that wait for a reason."""
    weeks = page.unexplained if page.students else ()
    rows = [(link.week.monday, link.week.sunday, lessons) for link, lessons in weeks]
    return Sheet("Н без причины", _caption("Н без причины", page, now), OF_UNEXPLAINED, rows)


SHEETS = {"absent": absent_sheet, "unexplained": unexplained_sheet}


@for_readers_of_classes
@require_safe
def class_table(request: HttpRequest, pk: int, name: str, kind: str) -> HttpResponse:
    """Send one of the lists of the class's page."""
    found = class_of(request, pk)
    if name not in SHEETS:
        raise Http404
    page = ClassToday(found, day=day_of(request), now=request.now, today=request.today)
    sheet = SHEETS[name](page, now=request.now)
    return download(sheet, kind, name=plain([f"{sheet.title}, {found}, {request.today:%d.%m.%Y}"])[0])


def _lesson(lesson) -> tuple:
    return (lesson.number, lesson.course.subject.name, lesson.course.group, lesson.teacher.full_name)


def _away(away) -> tuple:
    return (away.student.list_name, away.presence)


def _caption(title, page, now) -> str:
    return plain([f"{extract(now)} {title}: {page.found}."])[0]
