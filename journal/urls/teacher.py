"""Addresses of teachers. The converters are registered with the addresses of families, which come first."""

from django.urls import path

from journal.views.teacher import (
    cell,
    day,
    duties,
    history,
    history_table,
    lesson,
    paste,
    pauses,
    results,
    results_table,
    works,
)
from journal.views.teacher.grid import entries, journal, table
from journal.views.teacher.plan import changes, page

urlpatterns = [
    path("teach/", day.today, name="teacher-day"),
    path("teach/days/<day:day>/", day.day_on, name="teacher-day-on"),
    path("teach/duties/", duties.duties, name="teacher-duties"),
    path("teach/pauses/", pauses.pauses, name="teacher-pauses"),
    path("teach/lessons/<key:pk>/", lesson.lesson, name="teacher-lesson"),
    path("teach/lessons/<key:pk>/works/new/", works.new, name="teacher-work-new"),
    path("teach/works/<key:pk>/", works.work, name="teacher-work"),
    path("teach/works/<key:pk>/paste/", paste.paste, name="teacher-paste"),
    path("teach/journals/<key:pk>/", journal.journal, name="teacher-journal"),
    path("teach/journals/<key:pk>/table.<table:kind>", table.journal_table, name="teacher-journal-table"),
    path("teach/journals/<key:pk>/entries/", entries.entries, name="teacher-entries"),
    path("teach/journals/<key:pk>/cells/<slug:cell>/", cell.cell, name="teacher-cell"),
    path("teach/journals/<key:pk>/history/", history.history, name="teacher-history"),
    path(
        "teach/journals/<key:pk>/history/table.<table:kind>",
        history_table.history_table,
        name="teacher-history-table",
    ),
    path("teach/journals/<key:pk>/results/", results.results, name="teacher-results"),
    path(
        "teach/journals/<key:pk>/results/table.<table:kind>",
        results_table.results_table,
        name="teacher-results-table",
    ),
    path("teach/journals/<key:pk>/plan/", page.plan, name="teacher-plan"),
    path("teach/journals/<key:pk>/plan/table/", page.table, name="teacher-plan-table"),
    path("teach/journals/<key:pk>/plan/import/", changes.bring, name="teacher-plan-import"),
    path("teach/journals/<key:pk>/plan/new/", changes.new, name="teacher-plan-new"),
    path("teach/journals/<key:pk>/plan/lines/<key:line>/", changes.line, name="teacher-plan-line"),
]
