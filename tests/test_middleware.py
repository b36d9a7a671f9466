"""What each request carries, and what each answer says of the browser's devices."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from accounts.enums import Role
from accounts.middleware import PermissionsPolicyMiddleware, SchoolDayMiddleware
from accounts.sessions import SessionStore
from tests import make


@pytest.fixture
def requested(rf):
    """Pass a request of a person through the middleware and return it as the view sees it."""

    def requested(user, **headers):
        request = rf.get("/", headers=headers)
        request.user, request.session = user, SessionStore()
        SchoolDayMiddleware(lambda request: HttpResponse())(request)
        return request

    return requested


def test_a_request_carries_the_moment_and_the_day_of_the_school(requested, time_machine):
    time_machine.move_to(datetime(2026, 10, 12, 20, 30, tzinfo=UTC), tick=False)

    request = requested(AnonymousUser())

    assert request.now == datetime(2026, 10, 12, 20, 30, tzinfo=UTC)
    assert request.today == date(2026, 10, 13)


def test_a_passer_by_holds_no_role(requested):
    request = requested(AnonymousUser())

    assert (request.user.on, request.user.roles) == (make.TODAY, frozenset())


def test_a_person_acts_with_the_roles_of_the_day(requested, teacher, time_machine):
    teacher.held_roles.update(until=make.TODAY)

    today = requested(teacher).user.roles
    time_machine.move_to(make.NOW + make.days(1), tick=False)
    tomorrow = requested(teacher).user.roles

    assert (today, tomorrow) == ({Role.TEACHER}, frozenset())


def test_a_person_acts_on_a_kind_of_device(requested, teacher):
    request = requested(
        teacher, user_agent="Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Mobile Safari/537.36"
    )

    assert (request.user.device, requested(teacher).user.device) == ("телефон", "")


def test_the_person_is_not_asked_for_when_nobody_asks(requested, teacher, django_assert_num_queries):
    with django_assert_num_queries(0):
        requested(teacher)


def test_the_signed_in_person_comes_with_all_roles_in_one_query(client, homeroom, rf, django_assert_num_queries):
    client.force_login(homeroom)

    with django_assert_num_queries(2):  # session, person with roles
        answer = client.get("/login/")

    assert answer.wsgi_request.user.roles == {Role.TEACHER, Role.PARENT}


def test_every_answer_closes_the_devices():
    answer = PermissionsPolicyMiddleware(lambda request: HttpResponse())(None)

    assert answer["Permissions-Policy"] == "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
