"""The register of the complaints of a calendar year: to print, and to take away as a table."""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.spreadsheet import Cell, Column, Sheet, plain
from accounts.views.downloads import KINDS, download
from complaints.models import Complaint

COLUMNS = (
    Column("Номер", 9),
    Column("Поступило"),
    Column("Зарегистрировано", 16),
    Column("Как", 18),
    Column("От кого", 28),
    Column("Об ученике", 22),
    Column("О чём", 30),
    Column("Ответить не позднее"),
    Column("Состояние", 18),
    Column("Ответ", 9),
    Column("От"),
    Column("Как направлен", 20),
)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@never_cache
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show the cases of a year in the order of their numbers, or send them as a file."""
    year, kind = request.GET.get("year") or str(request.today.year), request.GET.get("format", "")
    if not is_year(year) or kind not in ("", *KINDS):
        raise Http404
    cases = Complaint.objects.visible_to(request.user).of_year(int(year)).with_people().with_answer()
    sheet = Sheet("Обращения", caption(year, request.now), COLUMNS, [row_of(case) for case in cases.in_order()])
    if kind:
        return download(sheet, kind, name=f"Обращения {year}, {request.today:%d.%m.%Y}")
    years = Complaint.objects.visible_to(request.user).years()
    return render(request, "complaints/register.html", {"sheet": sheet, "year": year, "years": years})


def is_year(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) == len("2026")


def caption(year: str, now: datetime) -> str:
    return f"Обращения к директору школы за {year} год. По состоянию на {localtime(now):%d.%m.%Y, %H:%M}."


def row_of(case: Complaint) -> tuple[Cell, ...]:
    """Return what the register says of a case; never the words of who complains."""
    answer = getattr(case, "answer", None)
    return plain((*_of_case(case), *(_of_answer(answer) if answer else ("", None, ""))))


def _of_case(case) -> Iterator[Cell]:
    entry = getattr(case, "entry", None)
    yield from (case.number, case.received_on, case.registered_on, case.get_channel_display(), case.signed_as)
    yield case.child.full_name if case.child else ""
    yield f"{case.get_about_display()}: {entry.named}" if entry else case.get_about_display()
    yield from (case.due_on, case.get_status_display())


def _of_answer(answer) -> Iterator[Cell]:
    yield from (answer.number, answer.approved_on)
    sent_on = f"{answer.sent_on:%d.%m.%Y}" if answer.sent_on else ""
    yield " ".join(filter(None, (answer.get_sent_by_display(), sent_on)))
