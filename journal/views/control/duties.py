"""The very duties behind each figure of the control."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.paging import around, page_of
from journal.control import Selection, count_of, duty_rows
from journal.forms.control.filters import ControlFilters
from journal.views.control.drawn import Line
from journal.views.control.tabs import sections


@dataclass(frozen=True)
class Listed:
    """The selected duties as a list of which a page is cut out: one query counts it, four bring a page."""

    selection: Selection

    def count(self) -> int:
        return count_of(self.selection)

    def __getitem__(self, page: slice) -> list[Line]:
        return [Line(duty) for duty in duty_rows(self.selection, start=page.start, most=page.stop - page.start)]


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    form = ControlFilters(request.GET, address=reverse("journal:control-duties"), today=request.today, now=request.now)
    page = page_of(Listed(form.selection()), request.GET.get("page"))
    context = {"form": form, "page": page, "period": form.period, "sections": sections(request)}
    return render(request, "journal/control/duties.html", context | around(page, form))
