"""Whether the history, and what stands in the journals, are as they were written; whether a paper says the same."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.views.downloads import files_at
from journal.actions import check_whole_history
from journal.control.chains import heads_now, is_seal_of
from journal.control.kept import faults_of
from journal.forms.control.history import CompareForm
from journal.models import last_check
from journal.views.control.broken import broken_of
from journal.views.control.tabs import sections

# Of a base restored under another key every journal is broken: so many tell enough.
SHOWN = 100


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest) -> HttpResponse:
    """Show the seal of the history and what the last check found, in two queries where that was nothing, else in nine.

    Walk all of it, or compare a paper's seal, only when asked to: the cost stands at `check_history`.
    """
    form = CompareForm(now=request.now, posted=request.POST)
    context = {"form": form, "heads": heads_now(), "sections": sections(request)}
    if request.method == "POST":
        context |= _answer(request.POST.get("part"), form, request.now)
    last = last_check()
    broken = broken_of(faults_of(last, SHOWN))
    files = files_at("journal:control-list", "history") if broken else {}
    context |= {"last": last, "broken": broken, "files": files}
    return render(request, "journal/control/history.html", context)


def _answer(part, form, now) -> dict:
    if part == "check":
        check_whole_history(at=now)
        return {"is_checked": True}
    if part != form.part:
        raise BadRequest
    return {"agrees": is_seal_of(form.minute, form.cleaned_data["seal"])} if form.is_valid() else {}
