"""What each request carries: the moment, the school's day, and the person as they stand on it."""

from http import HTTPStatus
from urllib.parse import unquote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from accounts import sessions
from accounts.access import shut_out, works_at_school
from accounts.actions import note_shown
from accounts.devices import device_of
from accounts.network import client_of
from accounts.views.errors import signed_out

# The diary needs none of the browser's devices.
DEVICES = ("camera", "microphone", "geolocation", "payment", "usb")
PERMISSIONS_POLICY = ", ".join(f"{device}=()" for device in DEVICES)

RISEN = "Теперь вы работаете в школе. Войдите ещё раз."


class ClientAddressMiddleware:
    """Set `REMOTE_ADDR` to the client's own address where the declared proxies name it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        peer, forwarded = request.META.get("REMOTE_ADDR") or "", request.headers.get("X-Forwarded-For", "")
        request.META["REMOTE_ADDR"] = client_of(peer, forwarded, settings.PROXIES)
        return self.get_response(request)


class SchoolDayMiddleware:
    """Set `request.now` and `request.today` from one reading of the clock, and the person as they act on the day."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Who measures the diary asks it at another moment than now.
        request.now = getattr(request, "now", None) or timezone.now()
        request.today = timezone.localdate(request.now)
        signed_in = request.user
        request.user = SimpleLazyObject(lambda: acting(signed_in, request))
        return self.get_response(request)


class PermissionsPolicyMiddleware:
    """Close the browser's devices on every answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response


class PrivacyMiddleware:
    """Keep what a signed-in person was shown out of every cache: a proxy's, and a shared computer's after sign-out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # The cookie, not the person: a page of an error asks no database.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            add_never_cache_headers(response)
        return response


class WayInMiddleware(LoginRequiredMiddleware):
    """Deny by default: a public view says so itself with @login_not_required."""

    def handle_no_permission(self, request, view_func):
        """Send a passer-by to the way in; what was typed while the session ended would not survive it."""
        if request.method == "POST":
            return signed_out(request)
        tell_of_the_end(request)
        return super().handle_no_permission(request, view_func)


def tell_of_the_end(request):
    """Say why the way in stands where a page was asked for, unless a better reason has been given already."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if key and request.session.session_key is None and not messages.get_messages(request):
        sentence = sessions.end_of(key, at=request.now)
        if sentence:
            messages.info(request, sentence)


class NullMiddleware:
    """Refuse the character NUL in addresses and cookies: nobody types it, and PostgreSQL answers it by a fault."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        sent = (unquote(request.get_full_path()), *request.COOKIES.values())
        if any("\0" in text for text in sent):
            raise BadRequest
        return self.get_response(request)


class VisitMiddleware:
    """Note when who has signed in is shown the first page with information (regulation, 3.2)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_information(request, response) and sessions.VISIT in request.session:
            note_shown(request.session.pop(sessions.VISIT), at=timezone.now())
        return response


def is_information(request, response) -> bool:
    """Whether a page is of the diary itself, and not of the way in or about the service."""
    is_page = response.status_code == HTTPStatus.OK and response.headers.get("Content-Type", "").startswith("text/html")
    return is_page and request.resolver_match.app_name != "accounts"


def acting(user, request):
    """Return the person with the roles of the day and the device in their hands; a passer-by holds no role.

    Whoever may no longer come in is a passer-by from the next request on: left, locked.
    """
    if user.is_authenticated and not goes_on(user.acting_on(request.today), request):
        user = AnonymousUser()
    if not user.is_authenticated:
        user.on, user.roles = request.today, frozenset()
    user.device = device_of(request.headers.get("User-Agent", ""))
    return user


def goes_on(user, request) -> bool:
    """Note the use of the session; end it, and say why, when the person may no longer come in."""
    reason = shut_out(user) or risen(user, request.session)
    if reason:
        request.session.flush()
        messages.error(request, reason, fail_silently=True)
    elif sessions.is_due(request.session, at=request.now):
        sessions.note_use(request.session, is_staff=works_at_school(user), at=request.now)
    return not reason


def risen(user, session) -> str:
    """Return why a session of a family does not become one of the staff: the second step stands between them."""
    return RISEN if works_at_school(user) and session.get(sessions.FAMILY) else ""
