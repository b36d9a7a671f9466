"""Families that need a look: children without anybody, parents without a child, links about to end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import Guardianship, User
from accounts.paging import Further, page_of

SOON = timedelta(days=30)


def alone(people: QuerySet, today: date) -> QuerySet:
    """Return the students under age whose diary nobody reads."""
    return people.holding(Role.STUDENT, on=today).minor(on=today).without_guardian(on=today).in_order()


def childless(people: QuerySet, today: date) -> QuerySet:
    """Return the parents to whom the diary shows nothing."""
    return people.holding(Role.PARENT, on=today).without_child(on=today).in_order()


def ending(people: QuerySet, today: date) -> QuerySet:
    """Return the links that end soon, by the day."""
    links = Guardianship.objects.ending(today, today + SOON).filter(child__in=people)
    return links.with_people().order_by("until", "child__sort_key", "pk")


@dataclass(frozen=True)
class Matter:
    """A list of the page: its name in the address, its label, what it holds, and what an empty one says."""

    name: str
    label: str
    rows: Callable[[QuerySet, date], QuerySet]
    empty: str


MATTERS = (
    Matter("alone", "Ученики без родителей", alone, "У каждого несовершеннолетнего ученика есть представитель."),
    Matter("childless", "Родители без детей", childless, "Каждый родитель связан с ребёнком."),
    Matter("ending", "Скоро закончатся", ending, "В ближайшие 30 дней ни одно представительство не кончается."),
)


@dataclass(frozen=True)
class Tab:
    url: str
    label: str
    is_current: bool


@for_roles(Role.ADMINISTRATOR, Role.DIRECTOR)
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """Show one of the lists; another name than theirs is no page."""
    shown = request.GET.get("show", MATTERS[0].name)
    matter = next((matter for matter in MATTERS if matter.name == shown), None)
    if matter is None:
        raise Http404
    people = User.objects.visible_to(request.user).living()
    page = page_of(matter.rows(people, request.today), request.GET.get("page"))
    context = {"matter": matter, "page": page, "tabs": [tab(other, matter) for other in MATTERS]}
    return render(request, "accounts/office/links.html", context | around(page, matter))


def tab(matter: Matter, current: Matter) -> Tab:
    return Tab(f"{reverse('accounts:links')}?show={matter.name}", matter.label, matter is current)


def around(page, matter) -> dict[str, Further | None]:
    """Return the links to the pages before and after."""
    address = f"{reverse('accounts:links')}?show={matter.name}&page="
    previous = Further(f"{address}{page.number - 1}", "Назад") if page.has_previous() else None
    following = Further(f"{address}{page.number + 1}", "Дальше") if page.has_next() else None
    return {"previous": previous, "following": following}
