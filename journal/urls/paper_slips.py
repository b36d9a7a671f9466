"""Addresses of papers about the current marks: slips for a meeting, the extract of a student, notices to parents."""

from django.urls import path

from journal.views.paper import extract, notice, notice_table, slips

urlpatterns = [
    path("classes/<key:pk>/print/marks/<key:term>/", slips.slips, name="class-print-marks"),
    path("classes/<key:pk>/print/notices/<key:term>/", notice.notices, name="class-print-notices"),
    path(
        "classes/<key:pk>/print/notices/<key:term>/table.<table:kind>",
        notice_table.notices_table,
        name="class-print-notices-table",
    ),
    path("students/<key:sid>/print/extract/", extract.extract, name="student-extract"),
]
