"""The lists of the control, each as a file with the filters of its page kept."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.filters import Filters
from accounts.spreadsheet import Sheet
from journal.views.control import closing_sheets, density, list_sheets, oddities, reminders, school_sheets
from journal.views.control.tables import sent


@dataclass(frozen=True)
class Listing:
    """How a list is drawn, and what narrows it; None for what is always taken whole."""

    sheet: Callable[..., Sheet]
    filters: Callable[[HttpRequest], Filters] | None = None


LISTS = {
    "density": Listing(list_sheets.density_sheet, density.filters),
    "rewritten": Listing(list_sheets.rewritten_sheet, oddities.filters_of_rewritten),
    "unset": Listing(list_sheets.unset_sheet, oddities.filters_of_unset),
    "reminders": Listing(list_sheets.reminders_sheet, reminders.filters),
    "pauses": Listing(list_sheets.pauses_sheet),
    "requests": Listing(list_sheets.requests_sheet),
    "handover": Listing(list_sheets.handovers_sheet),
    "distance": Listing(list_sheets.distance_sheet),
    "reports": Listing(list_sheets.reports_sheet),
    "history": Listing(list_sheets.history_sheet),
    "terms": Listing(closing_sheets.terms_sheet),
    "classes": Listing(school_sheets.classes_sheet),
    "rules": Listing(school_sheets.rules_sheet),
    "years": Listing(school_sheets.years_sheet),
}


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def listed(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Send a list, whatever page of it was shown; of filters without sense its page says what is wrong."""
    if name not in LISTS:
        raise Http404
    listing = LISTS[name]
    form = listing.filters(request) if listing.filters else None
    if form is not None and not form.is_valid():
        return redirect(form.with_more())
    return sent(listing.sheet(form, now=request.now, today=request.today), kind, request)
