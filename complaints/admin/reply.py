"""The written answer: its draft, its approval, its signed copy, its way to the author."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import for_roles
from complaints.access import DECIDERS, READERS, decides
from complaints.admin.case import asked, done
from complaints.admin.facts import Facts
from complaints.admin.pages import case_of, case_to_work_on, drawn
from complaints.forms.office import Act
from complaints.forms.office_reply import REPLY_ACTS, ApproveForm
from complaints.models import Complaint, SignedCopy

PAGE = "admin:complaints_complaint_reply"
# An answer there is from the decision on.
ANSWERED = {"answer__isnull": False}


@for_roles(*READERS)
@require_safe
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    return shown(request, case_of(request, pk, **ANSWERED))


@for_roles(*DECIDERS)
@require_POST
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do one act upon the answer; what was typed stays on the page when it cannot be done."""
    if name not in REPLY_ACTS:
        raise Http404
    case = case_to_work_on(request, pk, **ANSWERED)
    form = asked(REPLY_ACTS[name], case, request, posted=request.POST, files=request.FILES)
    if done(form, request):
        return redirect(PAGE, pk)
    return shown(request, case_of(request, pk, **ANSWERED), form)


@for_roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what will be fixed, and fix it when it is confirmed."""
    case = case_to_work_on(request, pk, **ANSWERED)
    form = asked(ApproveForm, case, request, posted=request.POST if request.method == "POST" else None)
    if form.is_bound and done(form, request):
        return redirect(PAGE, pk)
    if not form.is_bound and not ApproveForm.is_open(case):
        return redirect(PAGE, pk)
    title = f"Утвердить ответ на обращение {case}"
    context = {
        "title": title,
        "heading": title,
        "case": case_of(request, pk, **ANSWERED),
        "form": form,
    }
    return drawn(request, "complaints/office/approve.html", context)


@for_roles(*READERS)
@require_safe
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the signed letter as the file it came as."""
    case = case_of(request, pk, **ANSWERED)
    kept = get_object_or_404(SignedCopy, answer=case.answer)
    return FileResponse(BytesIO(bytes(kept.content)), as_attachment=True, filename=kept.name, content_type=kept.kind)


def shown(request: HttpRequest, case: Complaint, bound: Act | None = None) -> TemplateResponse:
    """Draw the answer with the acts that are open now; one that was refused stays as it was typed."""
    forms = {}
    if decides(request.user):
        offered = {name: form for name, form in REPLY_ACTS.items() if form.is_open(case) or isinstance(bound, form)}
        forms = {
            name: bound if isinstance(bound, form) else asked(form, case, request) for name, form in offered.items()
        }
    title = f"Ответ на обращение {case}"
    context = {
        "title": f"Ошибка: {title}" if bound else title,
        "heading": title,
        "case": case,
        "facts": Facts(case, request.now),
        "forms": [form for name, form in forms.items() if name != ApproveForm.name],
        "may_approve": ApproveForm.name in forms and not bound,
        "bound": bound,
    }
    return drawn(request, "complaints/office/reply.html", context)
