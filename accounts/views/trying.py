"""A try to come in, on whichever page it is made: counted first, then looked at."""

from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import known
from accounts.actions import Recognised, Try, count_try, forgive_try, recognise
from accounts.network import is_within, place_of
from accounts.rules.entering import folded_login


def tried(request: HttpRequest, *, login: str, password: str) -> Recognised:
    """Return who came with the login and the password.

    Raises Paused when too many tries were made, and Refused with the sentence for the person.
    """
    attempt = try_of(request, folded_login(login))
    count_try(attempt, at=request.now)
    found = recognise(attempt.login, password, day=request.today)
    forgive_try(attempt)
    return found


def try_of(request: HttpRequest, login: str) -> Try:
    browser, address = known.read(request.COOKIES.get(known.COOKIE, "")), request.META["REMOTE_ADDR"]
    return Try(
        login,
        place_of(address),
        browser=browser.number if browser.knows(login) else "",
        is_at_school=is_within(address, settings.SCHOOL_ADDRESSES),
    )


def paused(request: HttpRequest, *, until: datetime, template: str = "429.html") -> HttpResponse:
    """Say when the next try is looked at: the minute that is shown has come when the pause is over."""
    again_at = until + timedelta(minutes=1) if until.second or until.microsecond else until
    response = render(request, template, {"again_at": again_at}, status=429)
    response["Retry-After"] = ceil((until - request.now).total_seconds())
    return response
