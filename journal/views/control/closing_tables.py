"""The tables of a term, of a year and of a class's outcomes as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.spreadsheet import Sheet, plain
from accounts.views.downloads import download
from journal.models import AcademicYear, SchoolClass, Term
from journal.views.control.closing_sheets import class_sheet, missing_sheet, outcomes_sheet, reopenings_sheet

OF_TERM = {"missing": missing_sheet, "reopenings": reopenings_sheet}
OF_YEAR = OF_TERM | {"outcomes": outcomes_sheet}


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def term(request: HttpRequest, pk: int, name: str, kind: str) -> HttpResponse:
    found = get_object_or_404(Term.objects.select_related("year"), pk=pk)
    return _sent(request, _named(OF_TERM, name, found, request), kind, of=f"{found} {found.year}")


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def year(request: HttpRequest, pk: int, name: str, kind: str) -> HttpResponse:
    found = get_object_or_404(AcademicYear, pk=pk)
    return _sent(request, _named(OF_YEAR, name, found, request), kind, of=str(found))


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def outcomes(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send the outcomes of a class."""
    found = get_object_or_404(SchoolClass.objects.select_related("year"), pk=pk)
    return _sent(request, class_sheet(found, now=request.now), kind, of=f"{found} {found.year}")


def _named(sheets, name, period, request) -> Sheet:
    if name not in sheets:
        raise Http404
    return sheets[name](period, now=request.now, today=request.today)


def _sent(request, sheet, kind, *, of) -> HttpResponse:
    # The name of a year, «2026/27», would be a folder in the name of a file.
    name = f"{sheet.title}, {of.replace('/', '-')}, {request.today:%d.%m.%Y}"
    return download(sheet, kind, name=plain([name])[0])
