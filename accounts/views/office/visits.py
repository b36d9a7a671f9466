"""How people come to the diary: how long the way from the form to the first page with information takes."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.access import VISIT_READERS, for_roles
from accounts.forms.visits import VisitFilters
from accounts.models import Visit
from accounts.models.visits import VisitQuerySet
from accounts.rules.ways import LONGEST, Distribution
from accounts.russian import lasting
from accounts.spreadsheet import Cell, Column, Sheet, plain
from accounts.views.downloads import download, files_at

# The newest of those that took too long; more of them would be a fault of the portal, not of one person.
SHOWN = 20
# A longer table opens in no office program at school; the days narrow it.
MOST = 10_000
COLUMNS = (Column("Кто", 28), Column("Когда", 17), Column("Сколько", 14), Column("Как", 20), Column("Устройство", 16))


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
    form = filters(request)
    visible = Visit.objects.visible_to(request.user)
    found = form.narrow(visible, now=request.now) if form.is_valid() else visible.none()
    context = {"form": form, "coming": coming(found), "limit": LONGEST}
    context["files"] = files_at("accounts:visits-table", form=form)
    return render(request, "accounts/office/visits.html", context)


@for_roles(*VISIT_READERS)
@require_safe
def table(request: HttpRequest, kind: str) -> HttpResponse:
    """Send those that took too long, all of them; of filters without sense the page says what is wrong."""
    form = filters(request)
    if not form.is_valid():
        return redirect(form.with_more())
    found = late_of(form.narrow(Visit.objects.visible_to(request.user), now=request.now))
    asked = f" Отбор: {'; '.join(form.said.values())}." if form.said else ""
    caption = f"Посещения дольше 30 минут. По состоянию на {localtime(request.now):%d.%m.%Y, %H:%M}.{asked}"
    sheet = Sheet("Дольше 30 минут", caption, COLUMNS, [plain(row(visit)) for visit in found[:MOST]])
    return download(sheet, kind, name=f"Посещения дольше 30 минут, {request.today:%d.%m.%Y}")


def filters(request) -> VisitFilters:
    return VisitFilters(request.GET, address=reverse("accounts:visits"))


def late_of(visits: VisitQuerySet) -> VisitQuerySet:
    return visits.longer_than(LONGEST).select_related("user").newest_first()


def row(visit: Visit) -> tuple[Cell, ...]:
    came = (f"{localtime(visit.signed_in_at):%d.%m.%Y, %H:%M}", lasting(visit.way))
    return (visit.user.list_name, *came, visit.get_entrance_display(), visit.device)


def coming(visits: VisitQuerySet) -> Coming:
    """Count the visits. One query; two more when somebody was shown something."""
    number, ways, longest = visits.counted()
    if not ways.number:
        return Coming(number, ways, longest, usual=None, late=[])
    return Coming(number, ways, longest, usual=visits.usual_way(ways.number), late=list(late_of(visits)[:SHOWN]))
