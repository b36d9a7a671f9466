"""A case on one page, and what the director does with it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import for_roles
from complaints.access import DECIDERS, READERS, decides
from complaints.actions import Refused
from complaints.admin.facts import Facts
from complaints.admin.pages import case_of, case_to_work_on, drawn
from complaints.forms.office import Act, version_seen
from complaints.forms.office_acts import ACTS
from complaints.models import Complaint


@for_roles(*READERS)
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    return shown(request, case_of(request, pk))


@for_roles(*DECIDERS)
@require_POST
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do one act upon the case; what was typed stays on the page when it cannot be done."""
    if name not in ACTS:
        raise Http404
    form = asked(ACTS[name], case_to_work_on(request, pk), request, posted=request.POST)
    if done(form, request):
        return redirect("admin:complaints_complaint_change", pk)
    return shown(request, case_of(request, pk), form)


def asked(form: type[Act], case: Complaint, request: HttpRequest, **posted) -> Act:
    return form(case, by=request.user, now=request.now, **posted)


def done(form: Act, request: HttpRequest) -> bool:
    """Do what a form asks, and say so; what is refused is said in the form."""
    if not form.is_valid():
        return False
    try:
        form.save(seen=version_seen(request.POST))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, form.said)
    return True


def shown(request: HttpRequest, case: Complaint, bound: Act | None = None) -> TemplateResponse:
    """Draw the page; an act that was refused stays open, even where the case has left it behind."""
    forms = []
    if decides(request.user):
        open_now = (form for form in ACTS.values() if form.is_open(case) or isinstance(bound, form))
        forms = [bound if isinstance(bound, form) else asked(form, case, request) for form in open_now]
    title = f"Обращение {case}"
    context = {
        "title": f"Ошибка: {title}" if bound else title,
        "heading": title,
        "case": case,
        "facts": Facts(case, request.now),
        "forms": forms,
        "bound": bound,
        "may_join": any(form.name == "join" for form in forms),
    }
    return drawn(request, "complaints/office/case.html", context)
