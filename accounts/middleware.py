"""What each request carries: the moment, the school's day, and the person as they stand on it."""

from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from accounts.devices import device_of
from accounts.views.errors import signed_out

# The diary needs none of the browser's devices.
DEVICES = ("camera", "microphone", "geolocation", "payment", "usb")
PERMISSIONS_POLICY = ", ".join(f"{device}=()" for device in DEVICES)


class SchoolDayMiddleware:
    """Set `request.now` and `request.today` from one reading of the clock, and the person as they act on the day."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = timezone.now()
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
        return super().handle_no_permission(request, view_func)


class NullMiddleware:
    """Refuse the character NUL in addresses and cookies: nobody types it, and PostgreSQL answers it by a fault."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        sent = (unquote(request.get_full_path()), *request.COOKIES.values())
        if any("\0" in text for text in sent):
            raise BadRequest
        return self.get_response(request)


def acting(user, request):
    """Return the person with the roles of the day and the device in their hands; a passer-by holds no role."""
    user.device = device_of(request.headers.get("User-Agent", ""))
    if user.is_authenticated:
        return user.acting_on(request.today)
    user.on, user.roles = request.today, frozenset()
    return user
