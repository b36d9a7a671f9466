"""The weeks and months of the year, each with its report."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.russian import days_said, month_year
from journal.models import ControlReport, terms_near
from journal.rules.periods import Period, periods_within
from journal.views.control.drawn import files_of_list
from journal.views.control.tabs import sections


@dataclass(frozen=True)
class ReportLine:
    """A period with what has been concluded of it, if anything has."""

    period: Period
    report: ControlReport | None

    @property
    def url(self) -> str:
        return reverse("journal:control-report", args=[self.period])

    @property
    def label(self) -> str:
        if self.period.is_week:
            return days_said(self.period.first, self.period.last)
        name = month_year(self.period.first)
        return name[0].upper() + name[1:]


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the periods of the academic year until today, the last one first."""
    months = _months(request.today)
    context = {"sections": sections(request), "months": months, "files": files_of_list("reports")}
    return render(request, "journal/control/reports.html", context)


def _months(today) -> list[tuple[ReportLine, list[ReportLine]]]:
    terms = terms_near(today)
    if not terms or today < terms[0].year.first_day:
        return []
    first, last = terms[0].year.first_day, min(today, terms[0].year.last_day)
    written = ControlReport.objects.within(first, last).with_author()
    known = {(report.kind, report.first_day): report for report in written}

    def line(period):
        return ReportLine(period, known.get((period.kind, period.first)))

    return [(line(month), [line(week) for week in weeks]) for month, weeks in periods_within(first, last)]
