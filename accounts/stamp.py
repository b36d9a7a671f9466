"""When a way into the diary began, carried by the form itself: a passer-by has no session to keep it in."""

from datetime import UTC, datetime

from django.core import signing
from django.http import HttpRequest

from accounts.rules.entering import TRIED, WAITED, began

FIELD, SALT = "began", "accounts.began"


def stamp(request: HttpRequest) -> str:
    """Return what the form of the way in carries to the next try."""
    is_tried = request.method == "POST"
    moment = began_at(request) if is_tried else request.now
    return signing.dumps([moment.timestamp(), is_tried], salt=SALT)


def began_at(request: HttpRequest) -> datetime:
    """Return when the way of a try began; a stamp that is missing or not ours says nothing."""
    try:
        moment, is_tried = signing.loads(request.POST.get(FIELD, ""), salt=SALT)
    except signing.BadSignature:
        return request.now
    stamped = datetime.fromtimestamp(moment, UTC)
    return began(stamped, request.now, within=TRIED if is_tried else WAITED)
