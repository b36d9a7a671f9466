"""One case as its author reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from complaints.models import Complaint


@for_roles(Role.STUDENT, Role.PARENT)
@require_safe
def complaint(request: HttpRequest, number: tuple[int, int]) -> HttpResponse:
    case = get_object_or_404(Complaint.objects.of_author(request.user).numbered(*number).with_people())
    return render(request, "complaints/family/case.html", {"case": case})
