"""The second step of a sign-in: how it is turned on and off, and how its codes are asked for."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions.factor import NO_FACTOR, WRONG_CODE
from accounts.enums import AuditKind
from accounts.models import AuditEntry, Visit
from accounts.views.activation import ANEW
from accounts.views.factor import OUTDATED
from tests import make
from tests.reading import lines, links
from tests.telephone import code_of, given, scanned, spelled

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


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_telephone_is_connected_by_its_code(desk, teacher):
    page = desk.get(OWN)
    desk.post(OWN, scanned(page))

    [entry] = AuditEntry.objects.all()
    assert TOTPDevice.objects.get().user == teacher
    assert (entry.kind, entry.by, entry.person) == (AuditKind.FACTOR_ADDED, teacher, teacher)


def test_telephone_on_which_the_page_is_open_takes_the_secret_by_a_link(desk):
    page = desk.get(OWN)

    address = urlsplit(links(page)["Открыть в приложении"])
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert parse_qs(address.query)["secret"] == [spelled(page).replace(" ", "")]


def test_secret_is_kept_nowhere_before_it_works(desk):
    desk.post(OWN, scanned(desk.get(OWN)) | {"code": "12"})

    assert (TOTPDevice.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_secret_stays_the_same_after_a_wrong_code(desk):
    page = desk.get(OWN)
    sent = scanned(page)
    again = desk.post(OWN, sent | {"code": wrong(sent["code"])})

    assert (WRONG_CODE in lines(again), spelled(again)) == (True, spelled(page))
    assert TOTPDevice.objects.count() == 0


def test_each_page_offers_another_secret(desk):
    assert spelled(desk.get(OWN)) != spelled(desk.get(OWN))


def test_secret_is_never_shown_after_it_has_been_confirmed(desk):
    page = desk.get(OWN)
    sent = scanned(page)
    desk.post(OWN, sent)

    later = [desk.get(OWN), desk.post(OWN, sent, follow=True), desk.get("/account/")]

    assert [(spelled(shown), "<svg" in shown.text, sent["secret"] in shown.text) for shown in later] == [
        ("", False, False)
    ] * 3
    assert TOTPDevice.objects.count() == 1


def test_second_window_does_not_take_the_telephone_of_the_first(desk):
    first, second = scanned(desk.get(OWN)), scanned(desk.get(OWN))
    desk.post(OWN, first)

    answer = desk.post(OWN, second)

    assert (answer.status_code, TOTPDevice.objects.count()) == (302, 1)


@pytest.mark.parametrize("spoil", [lambda sealed: "", lambda sealed: sealed[:-1], lambda sealed: "x:y"])
def test_secret_that_we_have_not_shown_is_refused(desk, spoil):
    sent = scanned(desk.get(OWN))

    page = desk.post(OWN, sent | {"secret": spoil(sent["secret"])})

    assert (OUTDATED in lines(page), TOTPDevice.objects.count()) == (True, 0)


def test_secret_shown_to_another_is_refused(desk, colleague):
    sent = scanned(desk.get(OWN))
    desk.force_login(colleague)

    page = desk.post(OWN, sent)

    assert (OUTDATED in lines(page), TOTPDevice.objects.count()) == (True, 0)


def test_secret_shown_long_ago_is_refused(desk, time_machine):
    sent = scanned(desk.get(OWN))
    time_machine.move_to(make.at(10, 31))

    assert OUTDATED in lines(desk.post(OWN, sent))


def test_picture_is_drawn_without_style_and_names_no_person(desk, teacher):
    text = desk.get(OWN).text
    picture = text[text.index("<svg") : text.index("</svg>")]

    assert re.findall(' (?:style|on[a-z]+|href)="', picture) == []
    assert ('stroke="#000"' in picture, "fill" in picture) == (True, True)
    assert teacher.surname not in picture


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
