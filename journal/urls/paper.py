"""Addresses of the papers of the school."""

from django.urls import path

from journal.views.paper import journal

urlpatterns = [
    path("teach/journals/<key:pk>/print/<key:term>/", journal.journal, name="paper-journal"),
]
