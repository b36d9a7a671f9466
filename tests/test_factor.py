"""The second step of a sign-in: how it is turned on and off, and how its codes are asked for."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions.factor import NO_FACTOR, WRONG_CODE
from accounts.enums import AuditKind
from accounts.models import AuditEntry, Visit
from accounts.views.activation import ANEW
from tests import make
from tests.reading import lines
from tests.telephone import code_of, given, scanned, wrong

RIGHT = {"username": "teacher", "password": make.PASSWORD}
OWN, CODE, FIRST = "/account/second-factor/", "/login/code/", "/login/second-factor/"


@pytest.fixture
def teacher(teacher, school):
    teacher.set_password(make.PASSWORD)
    teacher.save()
    return teacher


@pytest.fixture
def desk(client, teacher):
    client.force_login(teacher)
    return client


@pytest.fixture
def telephone(teacher):
    return given(teacher)


@pytest.fixture
def asked(client, telephone):
    """A browser in which the right password has just been typed."""
    client.post("/login/", RIGHT)
    return client


@pytest.fixture
def required(settings):
    settings.STAFF_SECOND_FACTOR = True


def signed_in(client):
    return SESSION_KEY in client.session


def test_families_have_no_second_step(client, parent):
    client.force_login(parent)

    assert ("Второй шаг входа" in lines(client.get("/account/")), client.get(OWN).status_code) == (False, 403)


def test_own_second_step_is_turned_off_by_a_code(desk, telephone):
    page = desk.post(OWN, {"code": code_of(telephone)}, follow=True)

    assert (TOTPDevice.objects.count(), AuditEntry.objects.get().kind) == (0, AuditKind.FACTOR_TAKEN)
    assert page.request["PATH_INFO"] == "/account/"


def test_own_second_step_stays_after_a_wrong_code(desk, telephone):
    page = desk.post(OWN, {"code": wrong(code_of(telephone))})

    assert (WRONG_CODE in lines(page), TOTPDevice.objects.count()) == (True, 1)


def test_second_step_that_the_school_requires_is_not_turned_off(desk, telephone, required):
    page = desk.post(OWN, {"code": code_of(telephone)})

    assert TOTPDevice.objects.count() == 1
    assert "Школа требует второй шаг от всех работников" in page.text


def test_code_completes_the_sign_in(asked, telephone, teacher):
    before = (signed_in(asked), asked.get("/home/").status_code)

    answer = asked.post(CODE, {"code": code_of(telephone)})

    assert (before, answer.url, signed_in(asked)) == ((False, 302), "/home/", True)
    assert Visit.objects.get().user == teacher


@pytest.mark.parametrize("form", ["{} {}", " {}-{} ", "{}{}"])
def test_code_is_taken_as_telephones_write_it(asked, telephone, form):
    code = code_of(telephone)

    asked.post(CODE, {"code": form.format(code[:3], code[3:])})

    assert signed_in(asked)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "-12345", "１２３４５６", "9" * 30])
def test_what_is_no_code_costs_no_try(asked, code):
    asked.post(CODE, {"code": code})

    assert (signed_in(asked), TOTPDevice.objects.get().throttling_failure_count) == (False, 0)


def test_code_is_taken_once(asked, telephone):
    code = code_of(telephone)
    asked.post(CODE, {"code": code})
    thief = Client()
    thief.post("/login/", RIGHT)

    page = thief.post(CODE, {"code": code})

    assert (WRONG_CODE in lines(page), signed_in(thief)) == (True, False)


def test_code_that_turned_it_on_does_not_sign_in(desk, teacher):
    sent = scanned(desk.get(OWN))
    desk.post(OWN, sent)
    thief = Client()
    thief.post("/login/", RIGHT)

    thief.post(CODE, {"code": sent["code"]})

    assert not signed_in(thief)


def test_next_code_signs_in(desk, teacher, telephone, time_machine):
    desk.post(OWN, {"code": "000000"})
    time_machine.move_to(make.NOW + timedelta(minutes=1))
    other = Client()
    other.post("/login/", RIGHT)

    other.post(CODE, {"code": code_of(telephone)})

    assert signed_in(other)


SOON, MANY = "Подождите {} и введите следующий код.", "Слишком много неверных кодов. Снова можно через {}."


@pytest.mark.parametrize(
    "failures, seconds, said",
    [
        (1, 1, SOON.format("1 с")),
        (4, 8, SOON.format("8 с")),
        (5, 16, MANY.format("16 с")),
        (11, 1024, MANY.format("17 мин 4 с")),
    ],
)
def test_guessing_codes_waits_longer_and_longer(asked, telephone, failures, seconds, said, time_machine):
    TOTPDevice.objects.update(throttling_failure_count=failures, throttling_failure_timestamp=make.NOW)
    time_machine.move_to(make.NOW + timedelta(seconds=0.5))
    waiting = asked.post(CODE, {"code": code_of(telephone)})
    time_machine.move_to(make.NOW + timedelta(seconds=seconds))
    asked.post(CODE, {"code": code_of(telephone)})

    assert said in " ".join(lines(waiting))
    assert ("ваш пароль знает кто-то ещё" in waiting.text) == (failures >= 5)
    assert signed_in(asked)


def test_wrong_codes_are_counted_in_every_window_together(asked, telephone):
    asked.post(CODE, {"code": wrong(code_of(telephone))})
    other = Client()
    other.post("/login/", RIGHT)

    page = other.post(CODE, {"code": code_of(telephone)})

    assert ("и введите следующий код." in page.text, signed_in(other)) == (True, False)


def test_code_of_a_telephone_that_was_taken_off_begins_anew(asked, telephone):
    TOTPDevice.objects.all().delete()

    page = asked.post(CODE, {"code": code_of(telephone)})

    assert (NO_FACTOR in lines(page), signed_in(asked)) == (True, False)


@pytest.mark.parametrize("address", [CODE, FIRST])
def test_second_step_opens_to_nobody_without_a_password(client, db, address):
    page = client.get(address, follow=True)

    assert (page.request["PATH_INFO"], ANEW in lines(page)) == ("/login/", True)


def test_code_cannot_be_passed_by_setting_another_telephone_up(asked, required):
    assert asked.get(FIRST, follow=True).request["PATH_INFO"] == "/login/"


def test_telephone_is_set_up_within_the_sign_in(client, teacher, required):
    client.post("/login/", RIGHT | {"next": "/help/"})
    page = client.get(FIRST)

    answer = client.post(FIRST, scanned(page))

    assert (answer.url, signed_in(client), TOTPDevice.objects.get().user) == ("/help/", True, teacher)


def test_sign_in_without_a_working_telephone_is_not_completed(client, teacher, required):
    client.post("/login/", RIGHT)
    sent = scanned(client.get(FIRST))

    page = client.post(FIRST, sent | {"code": wrong(sent["code"])})

    assert (WRONG_CODE in lines(page), signed_in(client), TOTPDevice.objects.count()) == (True, False, 0)


def test_telephone_set_up_in_another_window_is_not_doubled(client, teacher, required):
    client.post("/login/", RIGHT)
    sent = scanned(client.get(FIRST))
    given(teacher)

    page = client.post(FIRST, sent)

    assert "Второй шаг уже включён." in page.text
    assert (signed_in(client), TOTPDevice.objects.count()) == (False, 1)
