"""What every page is given by the ground floor."""

from django.conf import settings
from django.http import HttpRequest

from accounts.display import COOKIE, chosen


def display(request: HttpRequest) -> dict:
    """Give the page the person's look and the revision it was made by. No queries."""
    return {"display": chosen(request.COOKIES.get(COOKIE, "")), "revision": settings.REVISION}
