"""The director's desk: cases in the Django admin."""

from complaints.admin.desk import ComplaintAdmin

__all__ = ("ComplaintAdmin",)
