"""Addresses of the papers of the school."""

from django.urls import path

from journal.views.paper import journal, report_cards, summary, week

urlpatterns = [
    path("teach/journals/<key:pk>/print/<key:term>/", journal.journal, name="paper-journal"),
    path("classes/<key:pk>/print/summary/", summary.summary, name="paper-summary"),
    path("classes/<key:pk>/print/report-cards/", report_cards.report_cards, name="paper-report-cards"),
    path("students/<key:sid>/print/report-card/", report_cards.report_card, name="paper-report-card"),
    path("students/<key:sid>/print/week/<week:week>/", week.week, name="paper-week"),
]
