"""The years of the school: until when each is kept, and a year of a class or of all as one file."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.views.downloads import files_at
from journal.forms.office.archives import YearArchiveForm
from journal.models import AcademicYear
from journal.rules.destruction import JOURNAL, SUMMARY
from journal.views.family.readers import OF_CLASSES
from journal.views.office.year.writing import write_archive


@dataclass(frozen=True)
class YearLine:
    """A year with what becomes of it."""

    year: AcademicYear
    today: date

    @property
    def state(self) -> str:
        if self.today < self.year.first_day:
            return "ещё не начался"
        if self.year.closed_at:
            return f"закрыт {localdate(self.year.closed_at):%d.%m.%Y}"
        return "закончился, не закрыт" if self.year.last_day < self.today else "идёт, не закрыт"

    @property
    def journal_until(self) -> date:
        return JOURNAL.kept_through(self.year.last_day)

    @property
    def summary_until(self) -> date:
        return SUMMARY.kept_through(self.year.last_day)


@for_roles(*OF_CLASSES)
@require_http_methods(["GET", "HEAD", "POST"])
def archives(request: HttpRequest) -> HttpResponse:
    """List the years; of the one asked for, else of the last one begun, send a class or the whole school."""
    years = list(AcademicYear.objects.order_by("-first_day"))
    year = chosen(request, years)
    form = YearArchiveForm(year, request.POST if request.method == "POST" else None) if year else None
    if form and form.is_valid():
        return sent(request, year, form.cleaned_data["school_class"])
    context = {"lines": [YearLine(one, request.today) for one in years], "year": year, "form": form}
    context |= {"kept": (JOURNAL, SUMMARY), "files": files_at("journal:control-list", "years")}
    return render(request, "journal/office/archives.html", context)


def chosen(request: HttpRequest, years: list[AcademicYear]) -> AcademicYear | None:
    """Return the year asked for, else the last one begun; None without years, 404 for a strange one."""
    asked = request.GET.get("year")
    if asked is not None:
        found = next((year for year in years if year.name == asked), None)
        if found is None:
            raise Http404
        return found
    begun = [year for year in years if year.first_day <= request.today]
    return next(iter(begun or years), None)


def sent(request: HttpRequest, year: AcademicYear, school_class) -> FileResponse:
    """Write the archive beside the memory, and send it."""
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        write_archive(file, year, school_class, by=request.user, at=request.now)
        # From here on the answer closes it, when all of it has been sent.
        stack.pop_all()
    file.seek(0)
    of = f", {school_class.code}" if school_class else ""
    name = f"Архив журнала {year}{of}.zip".replace("/", "-")
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
