"""How a part of a page is saved, whatever the part."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from journal.actions import Refused
from journal.forms.teacher.parts import Part


def posted_part(request: HttpRequest, forms: dict[str, Part]) -> Part:
    """Return the form that was posted. Raises BadRequest for a part that the page does not have."""
    part = request.POST.get("part")
    if part not in forms:
        raise BadRequest
    return forms[part]


def save(form: Part, request: HttpRequest) -> bool:
    """Save a part; False when the page is to be shown again, with an error or with conflicts."""
    if not form.is_valid():
        return False
    try:
        form.save(by=request.user, at=request.now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return not form.conflicts
