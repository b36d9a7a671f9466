"""The school's workbook by a page: the empty one, what a filled one would change, and bringing it in."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import for_roles
from accounts.enums import AuditKind, Role
from accounts.models import AuditEntry
from accounts.spreadsheet import as_csv
from journal.forms.office.school_import import SchoolForm
from journal.workbook.writing import write_template

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ("Лист", "Строка", "Столбец", "Что не так", "Что сделать")


@for_roles(Role.ADMINISTRATOR)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def school_import(request: HttpRequest) -> HttpResponse:
    """Show what a workbook would change; on the second press, apply what was shown."""
    form = SchoolForm(request.user, request.POST or None, request.FILES or None, today=request.today)
    if form.is_valid() and form.is_to_apply and form.save(at=request.now):
        return redirect(f"{request.path}?saved")
    if form.problems and request.POST.get("part") == "errors":
        return sent("Ошибки в школьной таблице.csv", table_of(form.problems), "text/csv; charset=utf-8")
    context = {
        "form": form,
        "last": AuditEntry.objects.visible_to(request.user).of(AuditKind.IMPORTED).with_people().newest_first().first(),
        "is_saved": "saved" in request.GET and not form.is_bound,
    }
    return render(request, "journal/office/school_import.html", context, status=409 if form.is_outdated else 200)


@for_roles(Role.ADMINISTRATOR)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Send an empty workbook, every column explained."""
    file = BytesIO()
    write_template(file)
    return sent("Школьная таблица.xlsx", file.getvalue(), WORKBOOK)


def table_of(problems) -> bytes:
    rows = [(row.sheet, str(row.row or ""), row.column, row.what, row.advice) for row in problems]
    return as_csv([HEAD, *rows])


def sent(name: str, content: bytes, kind: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
