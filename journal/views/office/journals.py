"""The journals of a year destroyed when their term is over: the act and the extract of the log, before and after."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from journal.actions import DestroyedJournals, Refused
from journal.forms.office.journals import DestroyJournalsForm
from journal.forms.office.privacy import SureForm
from journal.models import AcademicYear, Course, JournalDestruction, School, the_school
from journal.rules.destruction import JOURNAL, SUMMARY, journals_destroyed_early
from journal.views.office.destroy import LINE


@dataclass(frozen=True)
class JournalsAct:
    """What stands on the paper about the journals of a year."""

    number: str
    destroyed: DestroyedJournals
    by: User
    director: User | None
    operator: School | None
    # An act is printed before, too: then it has a day, and no hour yet.
    is_done: bool
    kept_through: date
    summary_through: date
    source: str = JOURNAL.source
    line: str = LINE


@for_roles(Role.ADMINISTRATOR)
@require_safe
def outlived(request: HttpRequest) -> HttpResponse:
    """List the years, and say of each whether its journals may be destroyed."""
    years = AcademicYear.objects.order_by("-first_day")
    lines = [(year, journals_destroyed_early(year.last_day, request.today)) for year in years]
    return render(request, "journal/office/outlived.html", {"lines": lines})


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def destroy(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what the act is to say, show it to be printed, then destroy and show it again."""
    year = get_object_or_404(AcademicYear, pk=pk)
    early, standing = journals_destroyed_early(year.last_day, request.today), standing_of(year)
    form, step = DestroyJournalsForm(year, standing, request.POST or None), request.POST.get("step")
    if form.is_valid() and step != "mend":
        sure = SureForm(request.POST if step == "destroy" else None)
        try:
            return act_after(form, request) if sure.is_valid() else act_before(form, sure, request)
        except Refused as refused:
            form.add_error(None, str(refused))
    gone = JournalDestruction.objects.filter(course__year=year).with_course().order_by("course")
    context = {"year": year, "form": form, "early": early, "standing": standing, "gone": gone}
    return render(request, "journal/office/destroy_journals.html", context)


def standing_of(year: AcademicYear) -> list[Course]:
    """Return the courses of the year whose journals have not been destroyed. One query."""
    gone = JournalDestruction.objects.values("course")
    return list(Course.objects.filter(year=year).exclude(pk__in=gone).with_subject().in_order())


def act_before(form: DestroyJournalsForm, sure: SureForm, request: HttpRequest) -> HttpResponse:
    """Show the act while everything stands. Raises Refused."""
    act = act_of(form, form.rehearse(by=request.user, at=request.now), request, is_done=False)
    context = {"year": form.year, "form": form, "sure": sure, "act": act}
    return render(request, "journal/office/journals_act_before.html", context)


@transaction.atomic
def act_after(form: DestroyJournalsForm, request: HttpRequest) -> HttpResponse:
    """Destroy, and show the act with the extract of the log; in one, so that no destruction stays without its proof.

    Raises Refused.
    """
    act = act_of(form, form.save(by=request.user, at=request.now), request, is_done=True)
    return render(request, "journal/office/journals_act.html", {"act": act})


def act_of(form, destroyed: DestroyedJournals, request: HttpRequest, *, is_done: bool) -> JournalsAct:
    last_day = form.year.last_day
    return JournalsAct(
        number=form.cleaned_data["act"],
        destroyed=destroyed,
        by=request.user,
        director=User.objects.holding(Role.DIRECTOR, on=request.today).in_order().first(),
        operator=the_school(),
        is_done=is_done,
        kept_through=JOURNAL.kept_through(last_day),
        summary_through=SUMMARY.kept_through(last_day),
    )
