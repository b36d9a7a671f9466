"""What every page is given by the school: its letterhead, and the way to one's own pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.enums import Role
from journal.models import led_classes, the_school


@dataclass(frozen=True)
class Item:
    """A page of the navigation; `arguments` makes those of its address from the person."""

    label: str
    name: str
    arguments: Callable[..., Sequence[int]] = lambda user: ()


def own(user) -> tuple[int]:
    return (user.pk,)


def led(user) -> list[int]:
    """Return the keys of the classes whose homeroom teacher the person is. No queries but one in a while."""
    return led_classes(user.on).get(user.pk, [])


@dataclass(frozen=True)
class Link:
    url: str
    label: str
    is_current: bool


HOME = Item("Главная", "journal:home")
CONTROL = Item("Контроль", "journal:control")
CLASSES = Item("Классы", "journal:classes")
PEOPLE = Item("Люди", "journal:people")
VISITS = Item("Посещения", "accounts:visits")
AUDIT = Item("Учёт", "accounts:audit")
# In the bar of a phone it is the longest word: it may be parted there.
COMPLAINTS = Item("Обра\u00adщения", "complaints:complaints")
OWN_CLASS = Item("Мой класс", "journal:class", led)
NAVIGATION: dict[Role, tuple[Item, ...]] = {
    Role.STUDENT: (
        HOME,
        Item("Дневник", "journal:family-diary", own),
        Item("Задания", "journal:family-homework", own),
        Item("Отметки", "journal:family-marks", own),
        COMPLAINTS,
    ),
    Role.PARENT: (HOME, COMPLAINTS),
    Role.TEACHER: (HOME, Item("Мой день", "journal:teacher-day")),
    Role.DEPUTY: (HOME, CONTROL, CLASSES, VISITS),
    Role.DIRECTOR: (HOME, CONTROL, CLASSES, PEOPLE, VISITS),
    Role.ADMINISTRATOR: (HOME, PEOPLE, Item("Карточки", "journal:slips"), VISITS, AUDIT),
}


def school(request: HttpRequest) -> dict:
    """Give the page the school's letterhead. No queries but one in a while."""
    return {"school": the_school()}


def navigation(request: HttpRequest) -> dict:
    """Give the page the links of all the person's roles; a page of an error may have no person.

    No queries but one in a while.
    """
    user = getattr(request, "user", None)
    roles = getattr(user, "roles", ())
    items = dict.fromkeys(item for role in Role if role in roles for item in _items(role, user))
    urls = {item: reverse(item.name, args=item.arguments(user)) for item in items}
    # The own class lies within the classes: the longest address is the page one is on.
    current = max(filter(request.path.startswith, urls.values()), key=len, default=None)
    return {"navigation": [Link(url, item.label, is_current=url == current) for item, url in urls.items()]}


def _items(role, user) -> Iterator[Item]:
    yield from NAVIGATION[role]
    if role == Role.TEACHER and led(user):
        yield OWN_CLASS if len(led(user)) == 1 else CLASSES
