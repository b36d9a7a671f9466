"""The card of one cell of a journal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from journal.views.teacher.cell_page import CellPage, place_of
from journal.views.teacher.saving import posted_part, save


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def cell(request: HttpRequest, pk: int, cell: str) -> HttpResponse:
    """Show a mark with all that has happened to it, or save it; who only reads the journal finds no form here."""
    place = place_of(request.user, pk, cell)
    page = CellPage(place, user=request.user, today=request.today, posted=request.POST)
    if request.method == "POST":
        form = posted_part(request, page.forms)
        if save(form, request):
            return redirect(f"{request.path}?saved={form.prefix}#{form.prefix}")
        if form.conflicts:
            page = CellPage(place, user=request.user, today=request.today, unsaved=form)
    context = {"page": page, "saved": "" if page.bound else request.GET.get("saved", "")}
    return render(request, "journal/teacher/cell.html", context, status=409 if page.unsaved else 200)
