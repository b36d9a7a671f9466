"""How the office registers what did not come through the diary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import for_roles
from complaints.access import REGISTRARS, reads_cases
from complaints.actions import Refused, register
from complaints.admin.facts import Facts
from complaints.admin.pages import drawn
from complaints.forms.office_register import RegisterForm
from complaints.models import Complaint


@for_roles(*REGISTRARS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Ask for a complaint and register it; whom and what it names is looked up when it is sent."""
    form = RegisterForm(request.POST if request.method == "POST" else None, now=request.now)
    if form.is_valid():
        try:
            case = register(form.complaint(), entry=form.entry_key, by=request.user, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("admin:complaints_complaint_registered", case.pk)
    heading = "Зарегистрировать обращение"
    title = f"Ошибка: {heading}" if form.errors else heading
    return drawn(request, "complaints/office/register.html", {"title": title, "heading": heading, "form": form})


@for_roles(*REGISTRARS)
@require_safe
def registered(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell who has registered a case its number and its clock, and nothing else."""
    case = get_object_or_404(Complaint.objects.filter(registered_by=request.user), pk=pk)
    context = {
        "title": f"Зарегистрировано: {case}",
        "heading": f"Зарегистрировано: {case}",
        "case": case,
        "facts": Facts(case, request.now),
        "reads_cases": reads_cases(request.user),
    }
    return drawn(request, "complaints/office/registered.html", context)
