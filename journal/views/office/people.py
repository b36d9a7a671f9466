"""The people of the school: found by name, or listed by class, role and state of the way in."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles, keeps_people
from accounts.enums import AccountState, Role
from accounts.models import Guardianship, User
from journal.forms.office.people import NameForm, PeopleFilters
from journal.models import SchoolClass, Student, led_classes
from journal.views.homeroom.classes import day_of

SHOWN = 50
TONES = {
    AccountState.NONE: "idle",
    AccountState.ISSUED: "info",
    AccountState.EXPIRED: "soon",
    AccountState.ENTERED: "ok",
    AccountState.LOCKED: "idle",
}


@dataclass(frozen=True)
class Further:
    """A link to another page of a list."""

    url: str
    label: str


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
        return Paginator(found.with_slip().in_order(), SHOWN).get_page(self.asked.get("page"))

    @property
    def number(self) -> int:
        return self.page.paginator.count

    @property
    def is_cut(self) -> bool:
        """Whether more people bear the name than are shown."""
        return self.name.is_bound and self.page.has_next()

    @property
    def previous(self) -> Further | None:
        if self.name.is_bound or not self.page.has_previous():
            return None
        return Further(self.form.with_more(page=self.page.previous_page_number()), "Назад")

    @property
    def following(self) -> Further | None:
        if self.name.is_bound or not self.page.has_next():
            return None
        return Further(self.form.with_more(page=self.page.next_page_number()), "Дальше")

    @cached_property
    def lines(self) -> list[Line]:
        people = list(self.page.object_list.prefetch_related("held_roles"))
        links = list(Guardianship.objects.on(self.today).filter(guardian__in=people).with_people().in_order())
        known = classes_of([*people, *(link.child for link in links)], self.day)
        return [self._line(person, links, known) for person in people]

    def _line(self, person, links, known):
        roles = person.acting_on(self.today).roles
        own = [known[person.pk].class_said(self.day)] if Role.STUDENT in roles else []
        led = [f"класс {self.classes[pk]}" for pk in led_classes(self.today).get(person.pk, ()) if pk in self.classes]
        children = [link.child for link in links if link.guardian_id == person.pk]
        of = [f"{child.list_name}, {known[child.pk].class_said(self.day)}" for child in children]
        return Line(person, said(roles), own + led + of, person.account_state(self.today))


@for_roles(Role.ADMINISTRATOR, Role.DIRECTOR)
@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """List people by what the address asks; what is posted is a name, and its answer is the page itself."""
    page = PeoplePage(request, day_of(request))
    return render(request, "journal/office/people.html", {"page": page, "keeps_people": keeps_people(request.user)})


def classes_of(people, day: date) -> dict[int, Student]:
    """Return the people as students with their class of the day. One query."""
    return Student.objects.with_class(on=day).in_bulk([person.pk for person in people])


def said(roles) -> str:
    """Return the roles in words."""
    return ", ".join(role.label for role in Role if role in roles) or "без роли сегодня"
