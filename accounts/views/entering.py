"""The last steps of a sign-in, whichever page it began on.

Until the last step is done the person is not signed in: the session of the passer-by holds who is awaited.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import known, sessions
from accounts.access import shut_out, works_at_school
from accounts.actions import note_visit
from accounts.backends import SchoolBackend
from accounts.enums import Entrance
from accounts.models import User
from accounts.rules.sessions import AWAITED_FOR
from accounts.views.addresses import home

AWAITED = "awaited"
# The steps, by the names of their pages: the own password after the slip, the code, the telephone to be set up.
PASSWORD_STEP = "accounts:activate-password"  # noqa: S105 - the name of a page
CODE_STEP = "accounts:login-code"
FACTOR_STEP = "accounts:login-factor"


@dataclass(frozen=True)
class Awaited:
    """A person who has named the right login and password and has one more step to do."""

    person: User
    entrance: Entrance
    own_device: bool
    began_at: datetime
    slip: int | None


def enter(
    request: HttpRequest, person: User, *, entrance: Entrance, own_device: bool, began_at: datetime
) -> HttpResponse:
    """Complete the sign-in and lead on, or send to the second step where one is due."""
    step = second_step(person.acting_on(request.today))
    if step:
        return hold(request, person, step=step, entrance=entrance, own_device=own_device, began_at=began_at)
    return complete(request, person, entrance=entrance, own_device=own_device, began_at=began_at)


def second_step(person: User) -> str:
    """Return the page of the second factor that stands before the person; empty when none does. At most one query."""
    if not works_at_school(person):
        return ""
    if TOTPDevice.objects.filter(user=person, confirmed=True).exists():
        return CODE_STEP
    return FACTOR_STEP if settings.STAFF_SECOND_FACTOR else ""


def hold(request, person: User, *, step, entrance, own_device, began_at, slip: int | None = None) -> HttpResponse:
    """Keep in the session who is awaited, and lead to the step; whoever gets another password meanwhile begins anew.

    `slip`: the key of the slip that was named.
    """
    way_on = home_of(request)
    auth.logout(request)
    request.session[AWAITED] = {
        "step": step,
        "user": person.pk,
        "seal": person.get_session_auth_hash(),
        "entrance": entrance,
        "own": own_device,
        "began": began_at.isoformat(),
        "slip": slip,
        "since": request.now.isoformat(),
        "next": way_on,
    }
    return redirect(step)


def awaited(request: HttpRequest, step: str) -> Awaited | None:
    """Return who is awaited at the step; None when nobody is, or too much time has passed."""
    held = request.session.get(AWAITED)
    if not held or held["step"] != step or request.now - sessions.moment(held, "since") > AWAITED_FOR:
        return None
    person = SchoolBackend().get_user(held["user"]).acting_on(request.today)
    if shut_out(person) or not constant_time_compare(person.get_session_auth_hash(), held["seal"]):
        return None
    entrance = Entrance(held["entrance"])
    return Awaited(person, entrance, held["own"], sessions.moment(held, "began"), held["slip"])


def complete(
    request: HttpRequest, person: User, *, entrance: Entrance, own_device: bool, began_at: datetime
) -> HttpResponse:
    """Sign the person in for good and lead to the page they came for."""
    way_on = home_of(request)
    person.acting_on(request.today)
    person.device = request.user.device
    auth.logout(request)
    auth.login(request, person)
    is_staff = works_at_school(person)
    sessions.begin(request.session, device=person.device, is_staff=is_staff, is_own=own_device, at=request.now)
    visit = note_visit(person, entrance=entrance, began_at=began_at, at=request.now)
    request.session[sessions.VISIT] = visit.pk
    response = redirect(way_on)
    known.remember(response, known.read(request.COOKIES.get(known.COOKIE, "")).met(person.login))
    return response


def home_of(request: HttpRequest) -> str:
    """Return the page the person came for, as it was named on the first of the steps."""
    held = request.session.get(AWAITED)
    is_later_step = held and held["step"] == request.resolver_match.view_name
    return held["next"] if is_later_step else home(request)
