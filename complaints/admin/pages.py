"""What every page of the desk begins with: its case, 404 for what is not there, and what all of them show."""

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from complaints.models import Complaint


def case_to_work_on(request: HttpRequest, pk: int, **having) -> Complaint:
    """Return a case to act upon. Raises Http404."""
    rows = Complaint.objects.editable_by(request.user).filter(**having).with_people()
    return get_object_or_404(rows.select_related("answer"), pk=pk)


def case_of(request: HttpRequest, pk: int, **having) -> Complaint:
    """Return the case with all that its page says of people. Raises Http404."""
    rows = Complaint.objects.visible_to(request.user).filter(**having).with_people()
    beside = rows.select_related("answer__copy", "registered_by", "decided_by", "follows")
    # The file itself is asked for by who downloads it.
    return get_object_or_404(beside.defer("answer__copy__content"), pk=pk)


def drawn(request: HttpRequest, template: str, context: dict) -> TemplateResponse:
    """Return a page of the admin; everything that all of them show comes along."""
    beside = {"opts": Complaint._meta, "today": request.today}
    return TemplateResponse(request, template, admin.site.each_context(request) | beside | context)
