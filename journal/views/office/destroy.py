"""A person's data destroyed when nothing keeps them any more, with the act and the extract of the log to print."""

from datetime import date

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from journal.actions import Refused
from journal.enums import DestructionReason
from journal.forms.office.privacy import DestroyForm
from journal.models import the_school
from journal.models.about import free_on
from journal.rules.destruction import WITHIN, destroyed_early

# Where a name, a signature and a day are written by hand.
LINE = "_" * 20


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def destroy(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.editable_by(request.user), pk=pk)
    if person.destroyed_at:
        return render(request, "journal/office/destroyed.html", {"person": person})
    form = DestroyForm(person, request.POST or None)
    if form.is_valid():
        try:
            return act(form, request)
        except Refused as refused:
            form.add_error(None, str(refused))
    day = free_on(person)
    context = {
        "person": person,
        "form": form,
        "early": destroyed_early(day, request.today),
        "last_day": day + WITHIN if day not in (None, date.min) else None,
    }
    return render(request, "journal/office/destroy.html", context)


@transaction.atomic
def act(form: DestroyForm, request: HttpRequest) -> HttpResponse:
    """Destroy, and show the act with the extract of the log; in one, so that no destruction stays without its proof.

    Raises Refused. What they name: order 179 of Roskomnadzor, 28.10.2022, clauses 3 and 5.
    """
    context = {
        "done": form.save(by=request.user, at=request.now),
        "act": form.cleaned_data["act"],
        "reason": DestructionReason(form.cleaned_data["reason"]).label,
        "by": request.user,
        "director": User.objects.holding(Role.DIRECTOR, on=request.today).in_order().first(),
        "operator": the_school(),
        "line": LINE,
    }
    return render(request, "journal/office/act.html", context)
