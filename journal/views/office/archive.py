"""Everything about one child as one file, on request of the family (152-ФЗ, 14)."""

from datetime import datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.actions import note_look
from accounts.enums import Role
from accounts.spreadsheet import as_csv
from journal.actions import Section, give_archive
from journal.forms.office.privacy import ArchiveForm
from journal.models import Student, the_school

# The director reads every diary by office; the administrator, who sees no marks, does not get them in a file either.
READERS = (Role.DIRECTOR,)


@for_roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    child = get_object_or_404(Student.objects.visible_to(request.user), pk=pk)
    form = ArchiveForm(request.POST or None)
    if not form.is_valid():
        return render(request, "journal/office/archive.html", {"child": child, "form": form})
    note_look(child.pk, by=request.user, on=request.today, opened_to=READERS)
    sections = give_archive(child, request=form.request, by=request.user, at=request.now)
    # No name and no code: the name of a file is written down by browsers and by what stands on the way.
    name = f"diary-{child.pk}-{request.today:%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(packed(child, sections, request.now), content_type="application/zip", headers=headers)


def packed(child: Student, sections: list[Section], at: datetime) -> bytes:
    """Return the archive: a page to read, a table of each kind, and the checksums of them all."""
    files = {
        "index.html": _page("index.html", child=child, sections=sections, at=at, school=the_school()),
        "style.css": _page("style.css"),
        **{f"tables/{section.file}.csv": as_csv([section.head, *section.rows]) for section in sections},
    }
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    files["checksums.txt"] = sums.encode()
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(ZipInfo(name, localtime(at).timetuple()[:6]), content, ZIP_DEFLATED)
    return whole.getvalue()


def _page(name, **context):
    return render_to_string(f"journal/office/archive/{name}", context).encode()
