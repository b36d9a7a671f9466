"""How what is posted at the desk is done, or refused with a sentence beside what was typed."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from accounts.actions import Refused


def posted_part(request: HttpRequest, forms: dict):
    """Return the form that was posted. Raises BadRequest for one that the page does not have."""
    part = request.POST.get("part")
    if part not in forms:
        raise BadRequest
    return forms[part]


def saved(form, request: HttpRequest) -> bool:
    """Do what the form asks; False when the page is to be shown again with an error."""
    if not form.is_valid():
        return False
    try:
        form.save(by=request.user, at=request.now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
