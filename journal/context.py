"""What every page is given by the school: its letterhead, and the way to one's own pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.enums import Role
from journal.models import the_school


@dataclass(frozen=True)
class Item:
    """A page of the navigation; `arguments` makes those of its address from the person."""

    label: str
    name: str
    arguments: Callable[..., tuple] = lambda user: ()


def own(user) -> tuple[int]:
    return (user.pk,)


@dataclass(frozen=True)
class Link:
    url: str
    label: str
    is_current: bool


HOME = Item("Главная", "journal:home")
CLASSES = Item("Классы", "journal:classes")
NAVIGATION: dict[Role, tuple[Item, ...]] = {
    Role.STUDENT: (
        HOME,
        Item("Дневник", "journal:family-diary", own),
        Item("Задания", "journal:family-homework", own),
        Item("Отметки", "journal:family-marks", own),
    ),
    Role.PARENT: (HOME,),
    Role.TEACHER: (HOME, Item("Мой день", "journal:teacher-day")),
    Role.DEPUTY: (HOME, CLASSES),
    Role.DIRECTOR: (HOME, CLASSES),
    Role.ADMINISTRATOR: (HOME,),
}


def school(request: HttpRequest) -> dict:
    """Give the page the school's letterhead. No queries but one in a while."""
    return {"school": the_school()}


def navigation(request: HttpRequest) -> dict:
    """Give the page the links of all the person's roles; a page of an error may have no person. No queries."""
    user = getattr(request, "user", None)
    roles = getattr(user, "roles", ())
    items = dict.fromkeys(item for role in Role if role in roles for item in NAVIGATION[role])
    return {"navigation": [_link(item, user, request.path) for item in items]}


def _link(item, user, path):
    url = reverse(item.name, args=item.arguments(user))
    return Link(url, item.label, is_current=path.startswith(url))
