"""What stands on the pages of the control as tables for a spreadsheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.spreadsheet import Sheet
from accounts.views.downloads import download
from journal.control import figures_of
from journal.forms.control.filters import BoardFilters, ControlFilters
from journal.views.control.sheets import duties_sheet, figures_sheet

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
    return download(sheet, kind, name=f"Контроль. {sheet.title}, {request.today:%d.%m.%Y}")
