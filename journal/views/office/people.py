"""The people of the school: found by name, or listed by class, role and state of the way in."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles, keeps_people
from accounts.enums import AccountState, Role
from accounts.forms.desk import NameForm
from accounts.models import Guardianship, User
from accounts.paging import around, page_of
from journal.forms.office.people import PeopleFilters
from journal.models import SchoolClass, Student, led_classes
from journal.views.homeroom.classes import day_of

TONES = {
    AccountState.NONE: "idle",
    AccountState.ISSUED: "info",
    AccountState.EXPIRED: "soon",
    AccountState.ENTERED: "ok",
    AccountState.LOCKED: "idle",
}


@dataclass(frozen=True)
class Line:
    """A person of the list, with the classes and the children that tell namesakes apart."""

    person: User
    roles: str
    places: list[str]
    state: AccountState

    @property
    def tone(self) -> str:
        return TONES[self.state]


class PeoplePage:
    """What the list shows: what the filters leave, or who was found by name. At most seven queries."""

    def __init__(self, request: HttpRequest, day: date):
        self.asked, self.today, self.day = request.GET, request.today, day
        self.visible = User.objects.visible_to(request.user).living()
        self.name = NameForm(request.POST if request.method == "POST" else None)

    @cached_property
    def classes(self) -> dict[int, SchoolClass]:
        return {found.pk: found for found in SchoolClass.objects.of_year_on(self.day).in_order()}

    @cached_property
    def form(self) -> PeopleFilters:
        return PeopleFilters(self.asked, address=reverse("journal:people"), classes=self.classes.values())

    @cached_property
    def page(self) -> Page:
        if self.name.is_bound:
            found = self.visible.found_by(self.name.cleaned_data["words"]) if self.name.is_valid() else None
        else:
            found = self.form.narrow(self.visible, day=self.today) if self.form.is_valid() else None
        found = self.visible.none() if found is None else found
        return page_of(found.with_slip().in_order(), self.asked.get("page"))

    @property
    def number(self) -> int:
        return self.page.paginator.count

    @property
    def is_cut(self) -> bool:
        """Whether more people bear the name than are shown."""
        return self.name.is_bound and self.page.has_next()

    @property
    def around(self) -> dict:
        """The links to other pages of the list; what was found by name has one page alone."""
        return {"previous": None, "following": None} if self.name.is_bound else around(self.page, self.form)

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.page.object_list, today=self.today, day=self.day, led=self._led)

    def _led(self, person: User) -> list[str]:
        led = led_classes(self.today).get(person.pk, ())
        return [f"ведёт класс {self.classes[pk]}" for pk in led if pk in self.classes]


@for_roles(Role.ADMINISTRATOR, Role.DIRECTOR)
@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """List people by what the address asks; what is posted is a name, and its answer is the page itself."""
    page = PeoplePage(request, day_of(request))
    context = {"page": page, "keeps_people": keeps_people(request.user)}
    return render(request, "journal/office/people.html", context | page.around)


def lines_of(people: QuerySet, *, today: date, day: date, led: Callable = lambda person: []) -> list[Line]:
    """Return people taken by `with_slip` as the list shows them; `led`: what a teacher leads. Four queries."""
    people = list(people.prefetch_related("held_roles"))
    links = list(Guardianship.objects.on(today).filter(guardian__in=people).with_people().in_order())
    known = classes_of([*people, *(link.child for link in links)], day)
    children = defaultdict(list)
    for link in links:
        children[link.guardian_id].append(f"{link.child.list_name}, {known[link.child_id].class_said(day)}")
    return [
        _line(person, known[person.pk].class_said(day), led(person) + children[person.pk], today) for person in people
    ]


def _line(person, school_class, others, today):
    roles = person.acting_on(today).roles
    own = [school_class] if Role.STUDENT in roles else []
    return Line(person, said(roles), own + others, person.account_state(today))


def classes_of(people, day: date) -> dict[int, Student]:
    """Return the people as students with their class of the day. One query."""
    return Student.objects.with_class(on=day).in_bulk([person.pk for person in people])


def said(roles) -> str:
    """Return the roles in words."""
    return ", ".join(role.label for role in Role if role in roles) or "без роли сегодня"
