"""The director's desk: cases in the Django admin."""

from django.contrib import admin

from accounts.admin_site import ReadOnlyAdmin
from complaints.admin.papers import PaperPages
from complaints.models import Complaint


@admin.register(Complaint)
class ComplaintAdmin(PaperPages, ReadOnlyAdmin):
    list_display = ("number", "status")
