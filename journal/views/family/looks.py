"""«Кто смотрел дневник»: who of the family may read it, and who of the staff has opened it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.models import Guardianship, Look, User
from journal.views.family.child import child_page
from journal.views.family.readers import for_families

SHOWN = 50
# A diary is open to those teachers alone who lead the class.
CALLED = {Role.TEACHER: "классный руководитель"}


@dataclass(frozen=True)
class Reader:
    """One of the staff, in the role by which they read that day."""

    person: User
    role: Role

    @property
    def called(self) -> str:
        return CALLED.get(self.role, self.role.label)


@dataclass(frozen=True)
class Further:
    """A link to other days."""

    url: str
    label: str


@for_families
@require_safe
def looks(request: HttpRequest, sid: int) -> HttpResponse:
    child = child_page(request, sid)
    if not child.student.is_family:
        raise Http404
    noted = Look.objects.at_child(child.student).with_reader().newest_first()
    page = Paginator(noted, SHOWN).get_page(request.GET.get("page"))
    context = {
        "child": child,
        "family": family_of(child.student, request.today),
        "days": by_days(page),
        "newer": Further(f"?page={page.previous_page_number()}", "Новее") if page.has_previous() else None,
        "older": Further(f"?page={page.next_page_number()}", "Раньше") if page.has_next() else None,
    }
    return render(request, "journal/family/looks.html", context)


def family_of(student: User, day: date):
    """Return the grown-ups who read the diary on the day; on what ground stays unsaid. One query."""
    reading = Guardianship.objects.on(day).filter(child=student.pk).values("guardian")
    return User.objects.filter(pk__in=reading).in_order()


def by_days(page: Page) -> list[tuple[date, list[Reader]]]:
    rows = groupby(page, key=lambda look: look.day)
    return [(day, [Reader(look.reader, Role(look.role)) for look in of_day]) for day, of_day in rows]
