"""The school's rules of results: what is proposed from which average, how many marks are wanted, what weighs what."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.views.downloads import files_at
from accounts.views.office.saving import saved
from journal.access import controls
from journal.forms.control.rules import RulesForm
from journal.models import School
from journal.views.control.tabs import sections


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules to the office; the deputy changes them by the school's act."""
    if request.method == "POST" and not controls(request.user):
        raise PermissionDenied
    school = School.objects.first()
    form = RulesForm(school, posted=request.POST or None) if school else None
    if form and request.method == "POST" and saved(form, request):
        messages.success(request, "Правила сохранены. Уже выставленные отметки не изменились.")
        return redirect(request.path)
    context = {"form": form, "may_change": controls(request.user), "sections": sections(request)}
    context["files"] = files_at("journal:control-list", "rules")
    return render(request, "journal/control/rules.html", context)
