"""What stands on the pages of the control as tables for a spreadsheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.spreadsheet import Sheet, csv_of, xlsx_of
from journal.control import figures_of
from journal.forms.control.filters import BoardFilters, ControlFilters
from journal.views.control.sheets import duties_sheet, figures_sheet

KINDS = {
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
SIDES = ("teacher", "classes", "subject", "rule", "week")


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def duties(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the duties that the filters leave; of filters without sense their page says what is wrong."""
    form = filters(request, reverse("journal:control-duties"))
    if not form.is_valid():
        return redirect(form.with_more())
    return sent(duties_sheet(form, now=request.now), kind, request)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def board(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the figures along one of their sides."""
    form, side = filters(request, reverse("journal:control"), of=BoardFilters), request.GET.get("side", SIDES[0])
    if side not in SIDES:
        raise Http404
    if not form.is_valid():
        return redirect(form.with_more())
    return sent(figures_sheet(side, form, figures_of(form.selection()), now=request.now), kind, request)


def filters(request, address, *, of: type[BoardFilters] = ControlFilters) -> BoardFilters:
    return of(request.GET, address=address, today=request.today, now=request.now)


def sent(sheet: Sheet, kind: str, request) -> HttpResponse:
    make, content_type = KINDS[kind]
    name = f"Контроль. {sheet.title}, {request.today:%d.%m.%Y}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(make(sheet), content_type=content_type, headers=headers)
