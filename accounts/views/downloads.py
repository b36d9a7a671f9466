"""Tables given away as files."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from accounts.filters import Filters
from accounts.spreadsheet import Sheet, csv_of, xlsx_of

KINDS = {
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def download(sheet: Sheet, kind: str, *, name: str) -> HttpResponse:
    """Return a table as a file of one of `KINDS`; `name` without its ending."""
    make, content_type = KINDS[kind]
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")}
    return HttpResponse(make(sheet), content_type=content_type, headers=headers)


def files_at(page: str, *of, form: Filters | None = None) -> dict[str, str]:
    """Return the addresses of a table as files, by the kind of file, the filters of its page kept.

    `of`: what its address is made of before the kind.
    """
    asked = f"?{urlencode(form.data)}" if form is not None and form.data else ""
    return {kind.upper(): reverse(page, args=[*of, kind]) + asked for kind in ("xlsx", "csv")}
