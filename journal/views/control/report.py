"""A report on a week or a month, for the director and the teachers' council: on a screen and on paper alike."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.views.office.saving import saved
from journal.access import controls
from journal.control import Figures, figures_of
from journal.control.chains import Heads, heads_now
from journal.enums import Beside, DutyState
from journal.forms.control.filters import ControlFilters
from journal.forms.control.reports import ConclusionForm
from journal.models import ControlReport, HistoryCheck, last_check
from journal.rules.periods import Period
from journal.rules.weeks import WEEK, Week
from journal.views.control.board import tables
from journal.views.control.conclusion import period_said, proposed
from journal.views.control.drawn import HEADS, Linked, Number, files_of, lists_of, narrowed, rules_of
from journal.views.control.sides import Side, sides_of
from journal.views.control.tabs import sections
from journal.views.control.trend import Trend, trend_of
from journal.views.tabs import Tab

# How long the trend is, the last week of the period included.
WEEKS = 8


@dataclass(frozen=True)
class Debtor:
    """A teacher with what is overdue: how many in all, by rule, and since when."""

    name: str
    whole: Number
    rules: list[Number]
    since: date


class ReportPage:
    """What a report shows; each fact is counted once. Ten queries, or one more for who was never a teacher."""

    def __init__(self, period: Period, *, now: datetime, today: date):
        self.period, self.now, self.today = period, now, today
        days = {"since": period.first.isoformat(), "through": period.last.isoformat()}
        self.form = ControlFilters(days, address=reverse("journal:control-duties"), today=today, now=now)
        self.lists = lists_of(self.form)

    @property
    def title(self) -> str:
        return f"Отчёт за {period_said(self.period)}"

    @cached_property
    def report(self) -> ControlReport | None:
        return ControlReport.objects.of(self.period).with_author().first()

    @cached_property
    def figures(self) -> Figures:
        """The figures of the period, with the weeks of the trend."""
        first, last = self.weeks
        asked = self.form.selection()
        longer = figures_of(asked.narrowed(first=first.monday, last=last.sunday))
        return replace(figures_of(asked), weeks=longer.weeks)

    @property
    def weeks(self) -> tuple[Week, Week]:
        """The first and the last week of the trend: of a period that goes on, the present one."""
        last = Week.of(min(self.period.last, max(self.today, self.period.first)))
        return Week(last.monday - (WEEKS - 1) * WEEK), last

    @cached_property
    def proposed(self) -> str:
        return proposed(self.period, self.figures, today=self.today)

    @property
    def last_check(self) -> HistoryCheck | None:
        return last_check()

    @property
    def heads(self) -> Heads:
        """What the paper names of the history, so that nobody can write it anew afterwards."""
        return heads_now()

    @property
    def whole(self) -> Linked:
        return Linked(self.figures.whole, self.lists)

    @cached_property
    def rules(self) -> list:
        return rules_of(self.figures, self.lists)

    @property
    def apart(self) -> list[Number]:
        """What is counted openly beside the duties, none of it too: waived, moved, closed by a dot and so on."""
        beside = {number.label: number for number in self.whole.beside}
        return [self.whole.of(DutyState.WAIVED), *(beside.get(one.label, Number(one.label, 0, "")) for one in Beside)]

    @property
    def trend(self) -> Trend:
        return trend_of(self.figures, self.lists)

    @cached_property
    def sides(self) -> dict[str, Side]:
        return sides_of(self.form, self.figures)

    @property
    def tables(self) -> list[dict]:
        return tables(self.form, self.figures, self.lists, self.sides)

    @property
    def debtors(self) -> list[Debtor]:
        """The teachers with something overdue, who has the most first."""
        since = {}
        for _, teacher, _, due in self.figures.lacking:
            since[teacher] = min(due, since.get(teacher, due))
        found = [
            self._debtor(teacher, name, cells, since[teacher])
            for teacher, name, whole, cells in self.sides["teacher"].rows(self.figures)
            if whole.states[DutyState.OVERDUE]
        ]
        return sorted(found, key=lambda debtor: -debtor.whole.number)

    def _debtor(self, teacher, name, cells, since):
        overdue = narrowed(self.lists, state=DutyState.OVERDUE.value, teacher=teacher)
        numbers = {duty: tally.states[DutyState.OVERDUE] for duty, tally in cells.items()}
        rules = [Number(HEADS[duty], number, overdue(rule=duty.value)) for duty, number in numbers.items() if number]
        return Debtor(name, Number("просрочено", sum(numbers.values()), overdue()), rules, since)

    @property
    def rule_files(self) -> dict[str, str]:
        return files_of(self.form, "journal:control-table", side="rule")

    @property
    def week_files(self) -> dict[str, str]:
        first, last = self.weeks
        return files_of(
            self.form,
            "journal:control-table",
            side="week",
            since=first.monday,
            through=last.sunday,
        )

    @property
    def debtor_files(self) -> dict[str, str]:
        """The very entries that are overdue."""
        return files_of(self.form, "journal:control-duties-table", state=DutyState.OVERDUE.value)

    @property
    def previous(self) -> Tab:
        return _neighbour(self.period.previous)

    @property
    def following(self) -> Tab | None:
        return _neighbour(self.period.following) if self.period.last < self.today else None


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, period: Period) -> HttpResponse:
    """Show the report to the office; the deputy concludes it there. As many queries for one teacher as for sixty."""
    page, form = ReportPage(period, now=request.now, today=request.today), None
    if request.method == "POST":
        if not controls(request.user):
            raise PermissionDenied
        form = ConclusionForm(period, posted=request.POST)
        if saved(form, request):
            messages.success(request, "Заключение сохранено.")
            return redirect(request.path)
    if form is None and controls(request.user):
        form = ConclusionForm(period, text=page.report.text if page.report else page.proposed)
    context = {"page": page, "form": form, "sections": sections(request)}
    return render(request, "journal/control/report.html", context)


def _neighbour(period: Period) -> Tab:
    label = period_said(period).removeprefix("неделю ")
    return Tab(reverse("journal:control-report", args=[period]), label, is_current=False)
