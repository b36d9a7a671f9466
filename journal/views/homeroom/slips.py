"""Slips for the own class: the homeroom teacher prints a lost one anew (regulation, 3.1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from journal.forms.office.slips import FamilySlipFilters
from journal.models import SchoolClass, of_class
from journal.views.family.readers import demand_class
from journal.views.homeroom.classes import day_of
from journal.views.office.slips import SlipsPage, answered


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    demand_class(request.user, unless=())
    found = get_object_or_404(SchoolClass.objects.editable_by(request.user), pk=pk)
    form = FamilySlipFilters(request.GET, address=request.path)
    reach = User.objects.filter(of_class(found.pk, on=day_of(request)))
    return answered(SlipsPage(request, form, reach, within=found.pk), school_class=found)
