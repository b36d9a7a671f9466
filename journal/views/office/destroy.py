"""A person's data destroyed when nothing keeps them any more: the act and the extract of the log, before and after."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from journal.actions import Destroyed, Refused
from journal.enums import DestructionReason
from journal.forms.office.privacy import DestroyForm, SureForm
from journal.models import School, the_school
from journal.models.about import what_keeps
from journal.rules.destruction import WITHIN, destroyed_early

# Where a name, a signature and a day are written by hand.
LINE = "_" * 20


@dataclass(frozen=True)
class Act:
    """What stands on the paper: order 179 of Roskomnadzor, 28.10.2022, clauses 3 and 5."""

    number: str
    reason: str
    destroyed: Destroyed
    by: User
    director: User | None
    operator: School | None
    # An act is printed before, too: then it has a day, and no hour yet.
    is_done: bool
    line: str = LINE


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def destroy(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what the act is to say, show it to be printed, then destroy and show it again."""
    person = get_object_or_404(User.objects.editable_by(request.user), pk=pk)
    if person.destroyed_at:
        return render(request, "journal/office/destroyed.html", {"person": person})
    form, step = DestroyForm(person, request.POST or None), request.POST.get("step")
    if form.is_valid() and step != "mend":
        sure = SureForm(request.POST if step == "destroy" else None)
        try:
            return act_after(form, request) if sure.is_valid() else act_before(form, sure, request)
        except Refused as refused:
            form.add_error(None, str(refused))
    keeping = what_keeps(person)
    context = {"person": person, "form": form, "early": destroyed_early(keeping, request.today)}
    last_day = keeping.free_on + WITHIN if keeping.free_on not in (None, date.min) else None
    return render(request, "journal/office/destroy.html", context | {"last_day": last_day})


def act_before(form: DestroyForm, sure: SureForm, request: HttpRequest) -> HttpResponse:
    """Show the act while everything stands. Raises Refused."""
    act = act_of(form, form.rehearse(by=request.user, at=request.now), request, is_done=False)
    context = {"person": form.person, "form": form, "sure": sure, "act": act}
    return render(request, "journal/office/act_before.html", context)


@transaction.atomic
def act_after(form: DestroyForm, request: HttpRequest) -> HttpResponse:
    """Destroy, and show the act with the extract of the log; in one, so that no destruction stays without its proof.

    Raises Refused.
    """
    act = act_of(form, form.save(by=request.user, at=request.now), request, is_done=True)
    return render(request, "journal/office/act.html", {"act": act})


def act_of(form: DestroyForm, destroyed: Destroyed, request: HttpRequest, *, is_done: bool) -> Act:
    return Act(
        number=form.cleaned_data["act"],
        reason=DestructionReason(form.cleaned_data["reason"]).label,
        destroyed=destroyed,
        by=request.user,
        director=User.objects.holding(Role.DIRECTOR, on=request.today).in_order().first(),
        operator=the_school(),
        is_done=is_done,
    )
