"""Who issues logins: the administrators, appointed by the director (regulation, 3.1)."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms.desk import AppointForm, EndRoleForm, NameForm, OrderForm, is_over, may_end
from accounts.models import HeldRole, User
from accounts.rules.desk import term_said
from accounts.views.office.saving import posted_part, saved

SHOWN = 20


@dataclass(frozen=True)
class Line:
    """An appointment with its term, the form that ends it, and the one that names a missing order."""

    held: HeldRole
    is_over: bool
    is_to_come: bool
    form: EndRoleForm | None
    order_form: OrderForm | None

    @property
    def term(self) -> str:
        return term_said(self.held.since, self.held.until)

    @property
    def waits_for_slip(self) -> bool:
        """Whether the director prints a slip for the appointed today."""
        return bool(self.form) and not self.is_to_come and not self.held.user.locked_at


class AppointmentPage:
    """The appointments of the school, and whom the director looks for. At most four queries."""

    def __init__(self, by: User, today: date, posted):
        self.by, self.today, self.posted = by, today, posted
        held = HeldRole.objects.filter(role=Role.ADMINISTRATOR).select_related("user").order_by("-since", "pk")
        self.lines = [self._line(row) for row in held]
        self.name = NameForm(posted if "words" in posted else None)
        self.found = self._found()
        appointed = posted if "appoint" in posted else None
        self.form = AppointForm(found=self.found[:SHOWN], today=today, typed=posted, posted=appointed)

    @property
    def is_anybody_appointed(self) -> bool:
        return any(not (line.is_over or line.is_to_come) for line in self.lines)

    @property
    def forms(self) -> dict:
        forms = (form for line in self.lines for form in (line.order_form, line.form) if form)
        return {form.prefix: form for form in forms}

    @property
    def bound(self):
        """The form that was posted; None when the page is only shown."""
        return next((form for form in (self.form, *self.forms.values()) if form.is_bound), None)

    @property
    def is_cut(self) -> bool:
        return len(self.found) > SHOWN

    def _line(self, held):
        form = EndRoleForm(held, today=self.today, posted=self.posted) if may_end(held, self.by, self.today) else None
        order_form = None if held.order else OrderForm(held, posted=self.posted)
        return Line(held, is_over(held, self.today), held.since > self.today, form, order_form)

    def _found(self):
        """Return who is found with the words that tell namesakes apart: nobody who learns here, and not oneself."""
        if not self.name.is_valid():
            return []
        people = User.objects.visible_to(self.by).living().exclude(pk=self.by.pk)
        found = people.found_by(self.name.cleaned_data["words"]).prefetch_related("held_roles").in_order()
        others = found.exclude(pk__in=User.objects.learning_from(self.today).values("pk"))
        return [(person, told(person, self.today)) for person in others[: SHOWN + 1]]


@for_roles(Role.DIRECTOR)
@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest) -> HttpResponse:
    page = AppointmentPage(request.user, request.today, request.POST)
    if request.method == "POST" and "find" not in request.POST:
        form = page.form if "appoint" in request.POST else posted_part(request, page.forms)
        if saved(form, request):
            messages.success(request, form.said)
            return redirect("accounts:appointment")
    return render(request, "accounts/office/appointment.html", {"page": page})


def told(person: User, today: date) -> str:
    roles = person.acting_on(today).roles
    login = "" if person.login else "логина ещё нет"
    said = (person.full_name, *(role.label for role in Role if role in roles), person.code, login)
    return ", ".join(filter(None, said))
