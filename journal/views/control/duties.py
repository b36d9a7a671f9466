"""The very duties behind each figure of the control."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.paging import around, page_of
from journal.control import Listed, reminders_about
from journal.forms.control.filters import ControlFilters
from journal.views.control.drawn import Line, files_of
from journal.views.control.sheets import MOST
from journal.views.control.tabs import sections


class Lines(Listed):
    """The list as its page shows it: a query more tells what was sent about each duty."""

    def __getitem__(self, page: slice) -> list[Line]:
        rows = super().__getitem__(page)
        sent = reminders_about(row.key for row in rows)
        return [Line(row, self.selection.today, sent.get(row.key, ())) for row in rows]


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """Show the duties that the filters leave, of whatever state. At most ten queries."""
    form = ControlFilters(request.GET, address=reverse("journal:control-duties"), today=request.today, now=request.now)
    selection = form.selection()
    page = page_of(Lines(selection), request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "has_overdue": any(line.is_overdue for line in page.object_list),
        "is_ticked": "ticked" in request.GET,
        "ticked": form.with_more(page=page.number, ticked=1),
        "sections": sections(request),
        "is_of_open": selection.is_of_open,
        "asked": form.words(),
        "files": files_of(form, "journal:control-duties-table"),
        "most": MOST,
    }
    return render(request, "journal/control/duties.html", context | around(page, form))
