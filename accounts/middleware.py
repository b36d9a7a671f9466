"""What each request carries: the moment, the school's day, and the person as they stand on it."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

# The diary needs none of the browser's devices.
DEVICES = ("camera", "microphone", "geolocation", "payment", "usb")
PERMISSIONS_POLICY = ", ".join(f"{device}=()" for device in DEVICES)


class SchoolDayMiddleware:
    """Set `request.now`, `request.today` and `request.user.on` from one reading of the clock."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = timezone.now()
        request.today = timezone.localdate(request.now)
        signed_in = request.user
        request.user = SimpleLazyObject(lambda: acting(signed_in, request.today))
        return self.get_response(request)


class PermissionsPolicyMiddleware:
    """Close the browser's devices on every answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response


def acting(user, day):
    """Return the person with the roles of the day; a passer-by holds none."""
    if user.is_authenticated:
        return user.acting_on(day)
    user.on, user.roles = day, frozenset()
    return user
