"""What is printed of cases: the letter beside the case it answers, the register of a year."""

from django.contrib.admin import ModelAdmin
from django.urls import path

from complaints.views.letter import office_letter
from complaints.views.register import register


class PaperPages(ModelAdmin):
    """Cases with their letters, and all of them in one table."""

    def get_urls(self):
        return [
            path("register/", register, name="complaints_complaint_register"),
            path("<key:pk>/letter/", office_letter, name="complaints_complaint_letter"),
            *super().get_urls(),
        ]
