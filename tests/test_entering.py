"""The last steps of a sign-in: the second one where it is due, the session, the visit."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.enums import Entrance
from accounts.middleware import SchoolDayMiddleware
from accounts.models import Visit
from accounts.views.entering import CODE_STEP, FACTOR_STEP, PASSWORD_STEP, awaited, complete, enter, hold
from tests import make

BEGAN = make.NOW - timedelta(minutes=2)
COMING = {"entrance": Entrance.PASSWORD, "own_device": False, "began_at": BEGAN}


@pytest.fixture
def request_at(rf):
    """Make a request of a passer-by at a page, with the session of the one before it."""

    def request_at(view, before=None, **posted):
        request = rf.post("/login/", posted, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0)"})
        request.user = AnonymousUser()
        request.resolver_match = SimpleNamespace(view_name=view)
        SessionMiddleware(lambda request: HttpResponse()).process_request(request)
        request.session = before.session if before else request.session
        SchoolDayMiddleware(lambda request: HttpResponse())(request)
        return request

    return request_at


@pytest.fixture
def asking(request_at):
    return request_at("accounts:login", next="/help/")


def with_telephone(person):
    TOTPDevice.objects.create(user=person, name="телефон", confirmed=True)
    return person


def test_enter_signs_in_and_leads_to_the_page_asked_for(asking, parent):
    answer = enter(asking, parent, **COMING)

    assert (answer.status_code, answer.url) == (302, "/help/")
    assert asking.session[SESSION_KEY] == str(parent.pk)


def test_enter_notes_the_visit_from_the_open_form_on(asking, parent):
    enter(asking, parent, **COMING)

    [visit] = Visit.objects.all()
    assert (visit.user, visit.began_at, visit.signed_in_at, visit.shown_at) == (parent, BEGAN, make.NOW, None)
    assert (visit.entrance, visit.device) == (Entrance.PASSWORD, "компьютер")


def test_visit_never_begins_after_the_sign_in(asking, parent):
    complete(asking, parent, **COMING | {"began_at": make.NOW + make.days(1)})

    assert Visit.objects.get().began_at == make.NOW


@pytest.mark.parametrize("is_required, step", [(False, CODE_STEP), (True, CODE_STEP)])
def test_code_stands_before_staff_with_a_telephone(asking, teacher, settings, is_required, step):
    settings.STAFF_SECOND_FACTOR = is_required

    enter(asking, with_telephone(teacher), **COMING)

    assert SESSION_KEY not in asking.session
    assert awaited(asking, step).person == teacher
    assert Visit.objects.count() == 0


def test_telephone_is_set_up_first_where_the_school_requires_it(asking, teacher, settings):
    settings.STAFF_SECOND_FACTOR = True

    enter(asking, teacher, **COMING)

    assert SESSION_KEY not in asking.session
    assert awaited(asking, FACTOR_STEP).person == teacher


@pytest.mark.parametrize("is_required", [False, True])
def test_families_need_no_telephone(asking, parent, settings, is_required):
    settings.STAFF_SECOND_FACTOR = is_required

    enter(asking, with_telephone(parent), **COMING)

    assert asking.session[SESSION_KEY] == str(parent.pk)


def test_page_asked_for_is_not_lost_on_the_second_step(asking, request_at, teacher):
    enter(asking, with_telephone(teacher), **COMING)

    later = request_at(CODE_STEP, before=asking)
    answer = complete(later, awaited(later, CODE_STEP).person, **COMING)

    assert answer.url == "/help/"


def test_page_somebody_else_asked_for_is_not_the_next_one_s(asking, request_at, teacher, parent):
    enter(asking, with_telephone(teacher), **COMING)

    answer = enter(request_at("accounts:login", before=asking), parent, **COMING)

    assert answer.url == "/home/"


def test_awaited_says_all_that_the_last_step_needs(asking, parent):
    hold(asking, parent, step=PASSWORD_STEP, entrance=Entrance.SLIP, own_device=True, began_at=BEGAN, slip=7)

    who = awaited(asking, PASSWORD_STEP)

    assert (who.person, who.entrance, who.own_device, who.began_at, who.slip) == (parent, "slip", True, BEGAN, 7)
    assert who.person.on == make.TODAY


@pytest.fixture
def held(asking, request_at, teacher):
    """The request after a teacher's right password, at the page of the code."""
    enter(asking, with_telephone(teacher), **COMING)
    return request_at(CODE_STEP, before=asking)


def test_nobody_is_awaited_at_another_step(held):
    assert awaited(held, PASSWORD_STEP) is None


def test_nobody_is_awaited_before_the_first_step(asking):
    assert awaited(asking, CODE_STEP) is None


@pytest.mark.parametrize("minutes, is_awaited", [(30, True), (31, False)])
def test_nobody_is_awaited_for_ever(held, minutes, is_awaited):
    held.now += timedelta(minutes=minutes)

    assert (awaited(held, CODE_STEP) is not None) == is_awaited


@pytest.mark.parametrize(
    "end",
    [
        lambda person: person.set_password("another one"),
        lambda person: setattr(person, "locked_at", make.NOW),
        lambda person: person.held_roles.all().delete(),
    ],
    ids=["password", "locked", "left"],
)
def test_who_may_no_longer_come_in_is_not_awaited(held, teacher, end):
    end(teacher)
    teacher.save()

    assert awaited(held, CODE_STEP) is None
