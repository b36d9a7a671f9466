"""One person of the school: the way in, roles, children and parents, and what was done with it all."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.access import for_roles, is_of_age, keeps_people
from accounts.actions import note_look
from accounts.enums import Role
from accounts.forms import desk as acts
from accounts.models import AuditEntry, Guardianship, HeldRole, Session, Slip, User
from accounts.rules.desk import term_said
from accounts.views.office.saving import posted_part, saved
from journal.models import Student, led_classes
from journal.views.homeroom.classes import day_of
from journal.views.office.people import TONES, classes_of, said

READERS = (Role.DIRECTOR, Role.ADMINISTRATOR)
LAST = 10


@dataclass(frozen=True)
class RoleLine:
    """A role with its term, and the form that ends it where the reader may."""

    held: HeldRole
    is_over: bool
    form: acts.EndRoleForm | None

    @property
    def term(self) -> str:
        return term_said(self.held.since, self.held.until)


@dataclass(frozen=True)
class LinkLine:
    """A link as the person of the page sees it: the one on its other side."""

    link: Guardianship
    other: User
    place: str
    is_over: bool
    waits_for_leave: bool
    form: acts.EndLinkForm | None

    @property
    def term(self) -> str:
        return term_said(self.link.since, self.link.until)


class PersonPage:
    """What the page shows and what may be done on it; each fact is read once. Six queries beside the person's own."""

    def __init__(self, person: User, *, by: User, today, now, day, posted=None):
        self.person, self.by, self.today, self.now, self.day, self.posted = person, by, today, now, day, posted
        self.state = person.account_state(today)
        self.tone = TONES[self.state]
        self.may_change = keeps_people(by) and not person.destroyed_at
        self.forms = {form.prefix: form for form in self._forms()} if self.may_change else {}

    @property
    def bound(self):
        """The form that was posted; None when the page is only shown."""
        return next((form for form in self.forms.values() if form.is_bound), None)

    @cached_property
    def held(self) -> list[HeldRole]:
        return sorted(self.person.held_roles.all(), key=lambda held: (held.since, held.pk), reverse=True)

    @cached_property
    def links(self) -> list[Guardianship]:
        return list(Guardianship.objects.of(self.person).with_people().in_order())

    @property
    def roles(self) -> frozenset[Role]:
        return self.person.acting_on(self.today).roles

    @property
    def said(self) -> str:
        """The roles of today, the class of a student, and the classes that a teacher leads."""
        own = [self.classes[self.person.pk].class_said(self.day)] if self.is_student else []
        led = ["классный руководитель"] if led_classes(self.today).get(self.person.pk) else []
        return ", ".join([said(self.roles), *own, *led])

    @property
    def is_student(self) -> bool:
        return Role.STUDENT in self.roles

    @cached_property
    def classes(self) -> dict[int, Student]:
        return classes_of([self.person, *(link.child for link in self.links)], self.day)

    @property
    def gets_slip(self) -> bool:
        """Whether the reader prints a slip for the person, who has a way in today."""
        return bool(self.person.is_given_slips and self.roles and not self.person.locked_at)

    @property
    def has_archive(self) -> bool:
        """Whether the reader hands over all that the diary holds about the child."""
        return Role.DIRECTOR in self.by.roles and any(held.role == Role.STUDENT for held in self.held)

    @property
    def role_lines(self) -> list[RoleLine]:
        return [
            RoleLine(held, acts.is_over(held, self.today), self.forms.get(f"role-end-{held.pk}")) for held in self.held
        ]

    @property
    def children(self) -> list[LinkLine]:
        of = [link for link in self.links if link.guardian_id == self.person.pk]
        return [self._line(link, link.child, self.classes[link.child_id].class_said(self.day)) for link in of]

    @property
    def parents(self) -> list[LinkLine]:
        return [self._line(link, link.guardian, "") for link in self.links if link.child_id == self.person.pk]

    @cached_property
    def slips(self) -> list[Slip]:
        return list(Slip.objects.of([self.person]).newest_first().select_related("issued_by")[:LAST])

    @cached_property
    def sessions(self) -> list[Session]:
        return list(Session.objects.filter(user=self.person, expire_date__gt=self.now).order_by("-seen_at", "pk"))

    @cached_property
    def entries(self) -> list[AuditEntry]:
        entries = AuditEntry.objects.visible_to(self.by).about(self.person)
        return list(entries.with_people().newest_first()[:LAST])

    def _forms(self) -> Iterator[acts.Act]:
        one = {"posted": self.posted}
        yield acts.UnlockForm(self.person, **one) if self.person.locked_at else acts.LockForm(self.person, **one)
        yield acts.DevicesForm(self.person, **one)
        if self.person.has_factor:
            yield acts.FactorForm(self.person, **one)
        yield acts.GiveRoleForm(self.person, by=self.by, today=self.today, **one)
        for held in self.held:
            if acts.may_end(held, self.by, self.today):
                yield acts.EndRoleForm(held, today=self.today, **one)
        for link in self.links:
            if not acts.is_over(link, self.today):
                yield acts.EndLinkForm(link, today=self.today, **one)

    def _line(self, link, other, place):
        waits = is_of_age(link.child, self.today) and not link.allowed_at
        over, form = acts.is_over(link, self.today), self.forms.get(f"link-end-{link.pk}")
        return LinkLine(link, other, place, over, waits_for_leave=waits and not over, form=form)


@for_roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person to the office; the administrator changes there what is to be changed."""
    person = get_object_or_404(known(request.user), pk=pk)
    page = PersonPage(
        person, by=request.user, today=request.today, now=request.now, day=day_of(request), posted=request.POST
    )
    if request.method == "POST":
        if not page.may_change:
            raise PermissionDenied
        form = posted_part(request, page.forms)
        if saved(form, request):
            messages.success(request, form.said)
            return redirect(reverse("journal:person", args=[pk]))
    if page.is_student:
        note_look(pk, by=request.user, on=request.today, opened_to=READERS)
    return render(request, "journal/office/person.html", {"page": page, "person": person})


def known(reader: User):
    """Return the people whom the reader sees, with what the page knows of their way in and of who prints for them."""
    factor = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    people = User.objects.visible_to(reader).with_slip().prefetch_related("held_roles")
    given = User.objects.living().given_slips_by(reader).filter(pk=OuterRef("pk"))
    return people.annotate(has_factor=Exists(factor), is_given_slips=Exists(given))
