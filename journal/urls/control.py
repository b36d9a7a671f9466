"""Addresses of the control by the deputy director (regulation, 4.2)."""

from django.urls import path, register_converter

from journal.urls.converters import DutyConverter, PeriodConverter
from journal.views.control import (
    board,
    closing,
    closing_tables,
    density,
    distance,
    duties,
    duty,
    handover,
    history,
    lists,
    oddities,
    pauses,
    persons,
    promotion,
    reminders,
    reminding,
    report,
    reports,
    rules,
    tables,
)

register_converter(DutyConverter, "duty")
register_converter(PeriodConverter, "period")

urlpatterns = [
    path("control/", board.board, name="control"),
    path("control/table.<table:kind>", tables.board, name="control-table"),
    path("control/duties/", duties.duties, name="control-duties"),
    path("control/duties/table.<table:kind>", tables.duties, name="control-duties-table"),
    path("control/<slug:name>/table.<table:kind>", lists.listed, name="control-list"),
    path("control/duties/<duty:key>/", duty.duty, name="control-duty"),
    path("control/reminders/", reminders.reminders, name="control-reminders"),
    path("control/reminders/new/", reminding.new, name="control-reminder-new"),
    path("control/teachers/<key:pk>/", persons.teacher, name="control-teacher"),
    path("control/classes/<key:pk>/", persons.school_class, name="control-class"),
    path("control/density/", density.density, name="control-density"),
    path("control/rewritten/", oddities.rewritten, name="control-rewritten"),
    path("control/unset/", oddities.unset, name="control-unset"),
    path("control/pauses/", pauses.pauses, name="control-pauses"),
    path("control/handover/", handover.handover, name="control-handover"),
    path("control/distance/", distance.distance, name="control-distance"),
    path("control/history/", history.history, name="control-history"),
    path("control/terms/", closing.terms, name="control-terms"),
    path("control/terms/<key:pk>/", closing.term, name="control-term"),
    path("control/terms/<key:pk>/<slug:name>/table.<table:kind>", closing_tables.term, name="control-term-table"),
    path("control/rules/", rules.rules, name="control-rules"),
    path("control/promotion/<key:pk>/", promotion.promotion, name="control-promotion"),
    path("control/promotion/<key:pk>/table.<table:kind>", closing_tables.outcomes, name="control-promotion-table"),
    path("control/years/<key:pk>/", closing.year, name="control-year"),
    path("control/years/<key:pk>/<slug:name>/table.<table:kind>", closing_tables.year, name="control-year-table"),
    path("control/reports/", reports.reports, name="control-reports"),
    path("control/reports/<period:period>/", report.report, name="control-report"),
]
