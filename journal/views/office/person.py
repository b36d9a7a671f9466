"""One person of the school: who it is, the way in, roles, children and parents, and what was done of it all."""

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import AuditEntry, Guardianship, HeldRole, Session, Slip, User
from journal.models import Student
from journal.views.homeroom.classes import day_of
from journal.views.office.people import TONES, classes_of

LAST = 10


class PersonPage:
    """What the page of a person shows; each fact is read once. Seven queries with the person."""

    def __init__(self, person: User, *, today, day):
        self.person, self.today, self.day = person, today, day
        self.state = person.account_state(today)
        self.tone = TONES[self.state]

    @cached_property
    def roles(self) -> list[HeldRole]:
        return list(self.person.held_roles.order_by("-since", "pk"))

    @cached_property
    def links(self) -> list[Guardianship]:
        return list(Guardianship.objects.of(self.person).with_people().in_order())

    @cached_property
    def classes(self) -> dict[int, Student]:
        people = (person for link in self.links for person in (link.child, link.guardian))
        return classes_of([self.person, *people], self.day)

    @cached_property
    def slips(self) -> list[Slip]:
        return list(Slip.objects.of([self.person]).newest_first().select_related("issued_by")[:LAST])

    @cached_property
    def sessions(self) -> list[Session]:
        return list(Session.objects.filter(user=self.person).order_by("-seen_at"))

    @cached_property
    def entries(self) -> list[AuditEntry]:
        return list(AuditEntry.objects.about(self.person).with_people().newest_first()[:LAST])


@for_roles(Role.ADMINISTRATOR, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user).with_slip(), pk=pk)
    page = PersonPage(person, today=request.today, day=day_of(request))
    return render(request, "journal/office/person.html", {"page": page, "person": page.person})
