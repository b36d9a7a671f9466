"""Terms and years: what is missing before they are closed, the closing, and courses opened again for a correction."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms.desk import Act
from accounts.views.downloads import files_at
from accounts.views.office.saving import posted_part, saved
from journal.access import controls
from journal.actions import next_year, undecided_of
from journal.control.closing import Missing, Unwritten, missing_in, unwritten_in
from journal.forms.control.closing import CloseForm, EndForm, ReopenForm
from journal.forms.control.promotion import NextYearForm
from journal.models import AcademicYear, Reopening, SchoolClass, Term
from journal.views.control.tabs import sections


@dataclass(frozen=True)
class ReopeningRow:
    """A course that was opened again; `form` closes it while it is open."""

    reopening: Reopening
    form: EndForm | None


class ClosingPage:
    """What the page shows of a term or a year, and what may be done with it. At most fifteen queries."""

    def __init__(self, period: Term | AcademicYear, request: HttpRequest):
        self.period, self.now, self.today = period, request.now, request.today
        self.may_change = controls(request.user)
        self.posted = request.POST if request.method == "POST" else None
        self.forms = {form.prefix: form for form in self._forms()} if self.may_change else {}

    @property
    def is_year(self) -> bool:
        return isinstance(self.period, AcademicYear)

    @property
    def title(self) -> str:
        return f"Учебный год {self.period}" if self.is_year else f"{self.period}, {self.period.year}"

    @property
    def is_over(self) -> bool:
        return self.period.last_day <= self.today

    @cached_property
    def missing(self) -> list[Missing]:
        return missing_in(self.period, today=self.today)

    @property
    def students_missing(self) -> int:
        return sum(row.number for row in self.missing)

    @cached_property
    def unwritten(self) -> list[Unwritten]:
        return unwritten_in(self.period, now=self.now)

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.unwritten

    @cached_property
    def reopenings(self) -> list[Reopening]:
        return reopenings_of(self.period)

    @property
    def rows(self) -> list[ReopeningRow]:
        return [ReopeningRow(row, self.forms.get(f"end-{row.pk}")) for row in self.reopenings]

    @property
    def files(self) -> dict[str, dict[str, str]]:
        """Where the tables of the page are as files, by their names."""
        if self.is_year:
            return _files("journal:control-year-table", self.period, "missing", "reopenings", "outcomes")
        return _files("journal:control-term-table", self.period, "missing", "reopenings")

    @property
    def bound(self) -> Act | None:
        """The form that was posted; None when the page is only shown."""
        return next((form for form in self.forms.values() if form.is_bound), None)

    @property
    def close(self) -> CloseForm | None:
        return self.forms.get(CloseForm.part)

    @property
    def reopen(self) -> ReopenForm | None:
        return self.forms.get(ReopenForm.part)

    @cached_property
    def later(self) -> AcademicYear | None:
        """The year after this one, once it stands."""
        return next_year(self.period) if self.is_year else None

    @property
    def next(self) -> NextYearForm | None:
        return self.forms.get(NextYearForm.part)

    @cached_property
    def classes(self) -> list[SchoolClass]:
        """The classes of a year, each with how many of its students have an outcome (`decided`); of a term none."""
        if not self.is_year:
            return []
        return list(self.period.classes.annotate(decided=Count("promotions")).in_order())

    @cached_property
    def undecided(self) -> int:
        return undecided_of(self.period).count() if self.is_year else 0

    def _forms(self) -> Iterator[Act]:
        # Another deputy may have done the same meanwhile: done twice it changes nothing.
        part = self.posted and self.posted.get("part")
        if self.period.closed_at is None or part == CloseForm.part:
            yield CloseForm(self.period, is_whole=self.is_whole, posted=self.posted)
        if self.period.closed_at is not None:
            yield ReopenForm(self.period, today=self.today, posted=self.posted)
        if self.is_year and self.period.closed_at is not None and not self.later:
            yield NextYearForm(self.period, posted=self.posted)
        for row in self.reopenings:
            form = EndForm(row, posted=self.posted)
            if (row.ended_at is None and row.until >= self.today) or form.is_bound:
                yield form


def reopenings_of(period: Term | AcademicYear) -> list[Reopening]:
    """Return those of a term, of a year those of its results."""
    of = {"term": period} if isinstance(period, Term) else {"term": None, "course__year": period}
    return list(Reopening.objects.filter(**of).select_related("ended_by").newest_first())


def years_with_terms() -> list[tuple[AcademicYear, list[Term]]]:
    """Return the years with their terms, the latest year first, and who closed each. One query."""
    found = Term.objects.select_related("closed_by", "year__closed_by")
    found = found.order_by("-year__first_day", "system", "number")
    return [(year, list(of)) for year, of in groupby(found, key=lambda term: term.year)]


def _files(page, period, *names) -> dict[str, dict[str, str]]:
    return {name: files_at(page, period.pk, name) for name in names}


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Show the years with their terms, the latest first."""
    years = years_with_terms()
    files = files_at("journal:control-list", "terms") if years else {}
    context = {"years": years, "files": files, "sections": sections(request)}
    return render(request, "journal/control/terms.html", context)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, pk: int) -> HttpResponse:
    return _closing(request, get_object_or_404(Term.objects.select_related("year", "closed_by"), pk=pk))


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest, pk: int) -> HttpResponse:
    return _closing(request, get_object_or_404(AcademicYear.objects.select_related("closed_by"), pk=pk))


def _closing(request, period) -> HttpResponse:
    """Show the period to the office; the deputy closes it there, and opens a course of it again."""
    page = ClosingPage(period, request)
    if request.method == "POST":
        if not page.may_change:
            raise PermissionDenied
        form = posted_part(request, page.forms)
        if saved(form, request):
            messages.success(request, form.said)
            return redirect(request.path)
    return render(request, "journal/control/closing.html", {"page": page, "sections": sections(request)})
