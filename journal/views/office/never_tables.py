"""Who has never signed in, as tables to take away."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.access import VISIT_READERS, for_roles
from accounts.spreadsheet import Column, Sheet, plain
from accounts.views.downloads import download
from journal.views.office.never import Absent, Person, class_among

OF_CLASSES = (
    *(Column("Класс", 14), Column("Учеников не входило", 12), Column("Учеников всего", 12)),
    *(Column("Родителей не входило", 12), Column("Родителей всего", 12)),
)
OF_PEOPLE = (Column("Имя", 28), Column("Кто это", 40), Column("Почему", 24))


@for_roles(*VISIT_READERS)
@require_safe
def classes(request: HttpRequest, kind: str) -> HttpResponse:
    """Send how many of each class have never come."""
    lines = Absent(request).lines
    numbers = ((line.students.never, line.students.of, line.parents.never, line.parents.of) for line in lines)
    rows = [plain((str(line.group), *row)) for line, row in zip(lines, numbers, strict=True)]
    return _sent(request, kind, "по классам", OF_CLASSES, rows)


@for_roles(*VISIT_READERS)
@require_safe
def of_class(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    absent = Absent(request)
    group = class_among(absent.groups, pk)
    return _sent(request, kind, f"класс {group}", OF_PEOPLE, map(_person, absent.in_class(group)))


@for_roles(*VISIT_READERS)
@require_safe
def of_staff(request: HttpRequest, kind: str) -> HttpResponse:
    return _sent(request, kind, "работники", OF_PEOPLE, map(_person, Absent(request).in_staff()))


def _person(person: Person) -> tuple[str, ...]:
    return plain((person.name, person.who, person.state.label))


def _sent(request, kind, whose, columns, rows) -> HttpResponse:
    sheet = Sheet("Не входили", _caption(whose, request.now), columns, rows)
    return download(sheet, kind, name=plain([f"Не входили, {whose}, {request.today:%d.%m.%Y}"])[0])


def _caption(whose: str, now: datetime) -> str:
    said = f"Кто ещё не входил в дневник: {whose}. По состоянию на {localtime(now):%d.%m.%Y, %H:%M}."
    return plain([said])[0]
