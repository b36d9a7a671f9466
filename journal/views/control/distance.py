"""Remote periods: which days and whom they concern, and how many lessons one more would change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms.desk import Act
from accounts.views.office.saving import posted_part, saved
from journal.access import controls
from journal.actions import Held, Refused, foresee_remote
from journal.forms.control.distance import EndRemoteForm, NewRemoteForm
from journal.models import RemotePeriod, SchoolClass
from journal.views.control.drawn import files_of_list
from journal.views.control.tabs import sections

# Older ones have done their service.
SHOWN = 50


@dataclass(frozen=True)
class Line:
    """A period, how it stands today, and the form that ends it where it may be ended."""

    period: RemotePeriod
    label: str
    tone: str
    form: EndRemoteForm | None


class DistancePage:
    """What the page shows and what may be done on it. Two queries of its own, five more to foresee a period."""

    def __init__(self, request: HttpRequest):
        self.user, self.today, self.posted = request.user, request.today, request.POST
        self.may_change = controls(request.user)
        self.forms = {form.prefix: form for form in self._forms()} if self.may_change else {}

    @property
    def bound(self) -> Act | None:
        return next((form for form in self.forms.values() if form.is_bound), None)

    @property
    def new(self) -> NewRemoteForm | None:
        return self.forms.get(NewRemoteForm.part)

    @cached_property
    def periods(self) -> list[RemotePeriod]:
        rows = RemotePeriod.objects.select_related("school_class", "recorded_by")
        return list(rows.newest_first()[:SHOWN])

    @property
    def lines(self) -> list[Line]:
        return [Line(row, *state_of(row, self.today), self.forms.get(f"end-{row.pk}")) for row in self.periods]

    @cached_property
    def foreseen(self) -> Held | None:
        """What the period that is typed would change; None when nothing sensible is. Five queries."""
        if not (self.new and self.new.is_bound and self.new.is_valid()):
            return None
        try:
            return foresee_remote(self.new.period)
        except Refused as refused:
            self.new.add_error(None, str(refused))
            return None

    def _forms(self) -> Iterator[Act]:
        yield NewRemoteForm(SchoolClass.objects.lasting(self.today).in_order(), posted=self.posted)
        for row in self.periods:
            if row.recorded_at and row.last_day >= self.today:
                yield EndRemoteForm(row, today=self.today, posted=self.posted)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def distance(request: HttpRequest) -> HttpResponse:
    """Show the periods; a new one is recorded once it has been shown how many lessons it changes."""
    page = DistancePage(request)
    if request.method == "POST":
        if not page.may_change:
            raise PermissionDenied
        form = posted_part(request, page.forms)
        is_seen = form is not page.new or (form.is_valid() and form.is_agreed)
        if is_seen and saved(form, request):
            messages.success(request, form.said)
            return redirect("journal:control-distance")
    context = {"page": page, "foreseen": page.foreseen, "sections": sections(request)}
    return render(request, "journal/control/distance.html", context | {"files": files_of_list("distance")})


def state_of(period: RemotePeriod, today: date) -> tuple[str, str]:
    """Return how a period stands on the day, and the tone in which it is said."""
    if period.covers(today):
        return "идёт", "info"
    return ("впереди" if period.first_day > today else "закончился"), "idle"
