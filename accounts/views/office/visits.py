"""How people come to the diary: how long the way from the form to the first page with information takes."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import VISIT_READERS, for_roles
from accounts.forms.visits import VisitFilters
from accounts.models import Visit
from accounts.models.visits import VisitQuerySet
from accounts.rules.ways import LONGEST, Distribution

# The newest of those that took too long; more of them would be a fault of the portal, not of one person.
SHOWN = 20


@dataclass(frozen=True)
class Coming:
    """What the page says of some visits."""

    number: int
    ways: Distribution
    longest: timedelta | None
    usual: timedelta | None
    late: list[Visit]

    @property
    def unshown(self) -> int:
        """Visits that ended before a page with information, or have not come to it yet."""
        return self.number - self.ways.number


@for_roles(*VISIT_READERS)
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    form = VisitFilters(request.GET, address=request.path)
    found = Visit.objects.visible_to(request.user)
    found = form.narrow(found, now=request.now) if form.is_valid() else found.none()
    return render(request, "accounts/office/visits.html", {"form": form, "coming": coming(found), "limit": LONGEST})


def coming(visits: VisitQuerySet) -> Coming:
    """Count the visits. One query; two more when somebody was shown something."""
    number, ways, longest = visits.counted()
    if not ways.number:
        return Coming(number, ways, longest, usual=None, late=[])
    late = visits.longer_than(LONGEST).select_related("user").newest_first()
    return Coming(number, ways, longest, usual=visits.usual_way(ways.number), late=list(late[:SHOWN]))
