"""Addresses of classes: of their homeroom teachers, and of those who read them by their office."""

from django.urls import path, register_converter

from journal.urls.converters import ResultConverter
from journal.views.homeroom import (
    attendance,
    attendance_table,
    classes,
    results,
    results_of_year,
    results_of_year_table,
    results_table,
    slips,
    today,
    today_tables,
)

register_converter(ResultConverter, "result")

urlpatterns = [
    path("classes/", classes.classes, name="classes"),
    path("classes/<key:pk>/", today.school_class, name="class"),
    path("classes/<key:pk>/<slug:name>/table.<table:kind>", today_tables.class_table, name="class-table"),
    path("classes/<key:pk>/notes/<key:note>/read/", today.read, name="class-note-read"),
    path("classes/<key:pk>/attendance/<week:week>/", attendance.attendance, name="class-attendance"),
    path(
        "classes/<key:pk>/attendance/<week:week>/table.<table:kind>",
        attendance_table.attendance_table,
        name="class-attendance-table",
    ),
    path("classes/<key:pk>/results/<key:term>/", results.results, name="class-results"),
    path(
        "classes/<key:pk>/results/<key:term>/table.<table:kind>",
        results_table.results_table,
        name="class-results-table",
    ),
    path(
        "classes/<key:pk>/results/<result:what>/",
        results_of_year.results_of_year,
        name="class-year-results",
    ),
    path(
        "classes/<key:pk>/results/<result:what>/table.<table:kind>",
        results_of_year_table.results_of_year_table,
        name="class-year-results-table",
    ),
    path("classes/<key:pk>/slips/", slips.slips, name="class-slips"),
]
