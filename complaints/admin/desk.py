"""Where the pages of cases stand in the Django admin; of Django's own only the list is left, and it changes nothing."""

from django.contrib import admin
from django.urls import path
from django.views.decorators.http import require_safe

from accounts.admin_site import ReadOnlyAdmin
from complaints.access import reads_cases, registers
from complaints.admin import case, registering, reply
from complaints.admin.listing import CaseList, ClockFilter, YearFilter, searched
from complaints.models import Complaint
from complaints.views.letter import office_letter
from complaints.views.register import register

# What a list may be narrowed by: nothing of people, whose passwords a cut list would spell out.
LOOKUPS = frozenset(("status__exact", "channel__exact", "about__exact", "clock", "year"))


@admin.register(Complaint)
class ComplaintAdmin(ReadOnlyAdmin):
    """Cases: who reads them sees the list, who decides acts on the page of each, the office registers."""

    change_list_template = "complaints/office/list.html"
    list_filter = (ClockFilter, "status", "channel", "about", YearFilter)
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    # That there is something to search by; how, `searched` says.
    search_fields = ("serial",)
    search_help_text = "Номер обращения, фамилия или имя"
    sortable_by = ()

    def get_queryset(self, request):
        return Complaint.objects.visible_to(request.user).with_people().by_clock()

    def get_search_results(self, request, queryset, search_term):
        found = searched(queryset, search_term) if search_term.strip() else queryset
        return found, False

    def get_changelist(self, request, **kwargs):
        return CaseList

    def lookup_allowed(self, lookup, value, request):
        return lookup in LOOKUPS

    def has_module_permission(self, request) -> bool:
        return registers(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        return reads_cases(request.user)

    def has_add_permission(self, request) -> bool:
        return registers(request.user)

    def get_urls(self):
        """Name our own pages as Django names them; its pages to delete, to trace and to save in bulk there are none."""
        pages = (
            ("", require_safe(self.changelist_view), "changelist"),
            ("add/", registering.add, "add"),
            ("register/", register, "register"),
            ("<key:pk>/registered/", registering.registered, "registered"),
            ("<key:pk>/change/", case.case, "change"),
            ("<key:pk>/reply/", reply.reply, "reply"),
            ("<key:pk>/reply/approve/", reply.approve, "approve"),
            ("<key:pk>/reply/signed/", reply.copy, "copy"),
            ("<key:pk>/reply/<slug:name>/", reply.act, "reply_act"),
            ("<key:pk>/letter/", office_letter, "letter"),
            ("<key:pk>/<slug:name>/", case.act, "act"),
        )
        return [
            path(address, self.admin_site.admin_view(view), name=f"complaints_complaint_{name}")
            for address, view, name in pages
        ]
