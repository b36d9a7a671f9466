"""How an administrator brings a workbook in by the page."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from journal.workbook.writing import write_workbook
from tests import make
from tests.workbook_rows import row_of, student, without

ADDRESS = "/accounts/import/"


def sender(client):
    """Sign the administrator of the workbook in; return what posts the form as the page last shown would."""
    client.force_login(User.objects.get(code="А-1"))
    shown = [client.get(ADDRESS)]

    def post(asked="check", *, file=None, **fields):
        form = shown[-1].context["form"]
        carried = {name: form[name].value() or "" for name in ("content", "seen", "on")}
        chosen = {"file": SimpleUploadedFile("school.xlsx", file)} if file else {}
        response = client.post(ADDRESS, {"part": asked, **carried, **fields, **chosen})
        if response.status_code != 302 and response.context:
            shown.append(response)
        return response

    return post


def written(rows) -> bytes:
    file = BytesIO()
    write_workbook(file, rows)
    return file.getvalue()


def changed(rows) -> bytes:
    """Return the workbook with one student gone, one new, and without the deputy director."""
    without(rows, "Ученики", code="10")
    rows["Ученики"].append(student("13", "Носов", "7 Б", make.TODAY))
    row_of(rows, "Сотрудники", code="У-3")["roles"] = "учитель"
    return written(rows)
