"""The letter beside the case it answers."""

from django.contrib.admin import ModelAdmin
from django.urls import path

from complaints.views.letter import office_letter


class LetterPage(ModelAdmin):
    """Cases whose answers are printed."""

    def get_urls(self):
        return [
            path("<key:pk>/letter/", office_letter, name="complaints_complaint_letter"),
            *super().get_urls(),
        ]
