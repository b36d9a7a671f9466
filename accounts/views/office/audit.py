"""The log of what was done with people's accounts: to read, and as a table for a spreadsheet."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.access import AUDIT_READERS, STAFF, for_roles
from accounts.forms.audit import AuditFilters
from accounts.models import AuditEntry, HeldRole, User
from accounts.paging import around, page_of
from accounts.spreadsheet import as_csv

# A longer table opens in no office program at school; the days narrow it.
MOST = 10_000
# A key that fits its column.
DIGITS = 18
HEAD = ("Когда", "Что", "О ком", "Код", "И о ком", "Код", "Подробности", "Кто")


@for_roles(*AUDIT_READERS)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    form = filters(request)
    page = page_of(entries(request, form), request.GET.get("page"))
    context = {"form": form, "page": page, "table": table_address(form), "most": MOST}
    return render(request, "accounts/office/audit.html", context | around(page, form))


@for_roles(*AUDIT_READERS)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Send what the filters leave, the newest first, for a spreadsheet."""
    rows = entries(request, filters(request))[:MOST]
    name = content_disposition_header(as_attachment=True, filename="Учёт действий.csv")
    body = as_csv([HEAD, *map(row, rows)])
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def filters(request) -> AuditFilters:
    """Return the form with the person asked about and with those of the staff who have acted. Two queries."""
    asked, acted = request.GET.get("person", ""), AuditEntry.objects.values("by")
    known = asked.isdecimal() and len(asked) <= DIGITS
    visible = User.objects.visible_to(request.user)
    # Every family acts too, once, by its slip: a thousand names are no list to choose from.
    staff = HeldRole.objects.filter(role__in=STAFF).values("user")
    return AuditFilters(
        request.GET,
        address=reverse("accounts:audit"),
        people=visible.filter(pk=int(asked)) if known else (),
        authors=visible.filter(pk__in=acted).filter(pk__in=staff).in_order(),
    )


def entries(request, form):
    """Return the entries that the filters leave; none of a filter that says nothing sensible."""
    visible = AuditEntry.objects.visible_to(request.user).with_people().newest_first()
    return form.narrow(visible) if form.is_valid() else visible.none()


def row(entry: AuditEntry) -> list[str]:
    about = [said for person in (entry.person, entry.other) for said in named(person)]
    by = entry.by.short_name if entry.by else "сервер"
    return [f"{localtime(entry.at):%d.%m.%Y %H:%M}", entry.get_kind_display(), *about, entry.detail, by]


def named(person: User | None) -> Iterator[str]:
    """Yield the name and the code, by which namesakes are told apart."""
    yield person.full_name if person else ""
    yield person.code if person else ""


def table_address(form) -> str:
    return f"{reverse('accounts:audit-table')}?{urlencode(form.data)}"
