"""Where a person goes next."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def asked_next(request: HttpRequest) -> str:
    """Return the page of this site named by `next`; an empty string for none, and for an address outside it."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    # A path, so that it is never taken for the name of a view.
    return address if ours and address.startswith("/") else ""


def home(request: HttpRequest) -> str:
    return asked_next(request) or settings.LOGIN_REDIRECT_URL
