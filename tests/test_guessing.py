"""Guessing a login or a password: each attack, and who must not suffer from it."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts import known
from accounts.models import Tries
from diary.environment import networks
from tests import make
from tests.guessing import HOME, SCHOOL, CountedHasher, addresses, attempt, guess, lets_in, with_password


@pytest.fixture
def runs(settings):
    """The runs of the hash."""
    settings.PASSWORD_HASHERS = ["tests.guessing.CountedHasher"]
    CountedHasher.runs.clear()
    return CountedHasher.runs


@pytest.fixture
def parent(parent):
    return with_password(parent)


@pytest.fixture
def teacher(teacher):
    return with_password(teacher)


# --- One login from one address


def test_seventh_wrong_try_is_the_last_that_is_looked_at(parent, runs):
    assert guess(parent.login, 20) == 7
    assert len(runs) == 7


def test_pause_refuses_the_right_password_too(parent):
    guess(parent.login, 7)

    assert not lets_in(parent)


def test_pause_tells_when_it_ends_and_what_to_do(client, parent, school, time_machine):
    time_machine.move_to(make.NOW + timedelta(seconds=20), tick=False)
    guess(parent.login, 7)

    answer = attempt(parent.login)

    assert "<strong>10:11</strong>" in answer.text
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")


@pytest.mark.parametrize("later, expected", [(599, False), (600, True)])
def test_pause_ends_however_often_it_was_tried_meanwhile(parent, time_machine, later, expected):
    guess(parent.login, 30)
    time_machine.move_to(make.NOW + timedelta(seconds=later), tick=False)

    assert lets_in(parent) == expected


@pytest.mark.parametrize("spelt", [" PARENT ", "Parent", "parent "])
def test_login_spelt_otherwise_is_the_same_login(parent, spelt):
    guess(parent.login, 6)

    assert guess(spelt, 2) == 1


def test_success_forgets_the_pair(parent):
    guess(parent.login, 6)
    lets_in(parent)

    assert guess(parent.login, 10) == 7


def test_unknown_login_is_paused_as_a_known_one(parent):
    assert guess("nobody", 20) == 7


def test_pause_is_the_same_on_the_page_of_the_slip(parent):
    guess(parent.login, 7)

    answer = Client().post("/activate/", {"username": parent.login, "password": "4F7K-2MQP"}, REMOTE_ADDR=HOME)

    assert answer.status_code == 429


# --- Many addresses on one login


def test_many_addresses_help_as_little_as_one(parent, runs):
    looked_at = sum(guess(parent.login, 7, address=address) for address in addresses(30))

    assert looked_at == len(runs) == 14


def test_addresses_of_one_home_are_one_address(parent):
    looked_at = sum(guess(parent.login, 1, address=f"2001:db8:1:2::{last:x}") for last in range(1, 30))

    assert looked_at == 7


def test_forwarded_address_of_a_client_is_not_believed(parent):
    looked_at = sum(guess(parent.login, 1, x_forwarded_for=address) for address in addresses(30))

    assert looked_at == 7


def test_forwarded_address_of_a_declared_proxy_is_believed(parent, settings):
    settings.PROXIES = networks("PROXIES", ["10.0.0.2"])

    behind = [f"{spoofed}, {HOME}" for spoofed in addresses(30)]
    looked_at = sum(guess(parent.login, 1, address="10.0.0.2", x_forwarded_for=chain) for chain in behind)

    assert looked_at == 7
    assert attempt(parent.login, address="10.0.0.2", x_forwarded_for="198.51.100.99").status_code == 200


# --- Many logins from one address


def test_many_logins_help_as_little_as_one(parent, runs):
    looked_at = sum(guess(f"login{number}", 1) for number in range(130))

    assert looked_at == len(runs) == 100
    assert not lets_in(parent)
    assert lets_in(parent, address="198.51.100.8")


def test_own_successes_do_not_wipe_out_what_was_guessed(parent):
    looked_at = 0
    for number in range(120):
        looked_at += guess(f"login{number}", 1)
        lets_in(parent)

    assert looked_at == 100


# --- Who must not suffer


def test_school_behind_one_address_signs_in(student, parent, settings):
    """A thousand people within minutes, some of whom mistype: what is right counts nothing."""
    with_password(student)
    people = [student, parent] * 60

    assert [lets_in(person, address=SCHOOL) for person in people] == [True] * 120
    assert Tries.objects.filter(number__gt=0).count() == 0


@pytest.mark.parametrize("declared, expected", [((), False), ((SCHOOL,), True), (("203.0.113.0/24",), True)])
def test_declared_school_bears_ten_times_as_many_mistakes(parent, settings, declared, expected):
    settings.SCHOOL_ADDRESSES = networks("SCHOOL_ADDRESSES", declared)
    for number in range(101):
        guess(f"login{number}", 1, address=SCHOOL)

    assert lets_in(parent, address=SCHOOL) == expected


@pytest.fixture
def at_desk(teacher):
    """The teacher's browser, in which the teacher has signed in once."""
    browser = Client()
    attempt(teacher.login, make.PASSWORD, client=browser, address=SCHOOL)
    browser.post("/logout/")
    return browser


def test_student_cannot_lock_a_teacher_out(teacher, at_desk):
    """Neither from the school's own address, nor from many, nor by filling the address with other logins."""
    guess(teacher.login, 20, address=SCHOOL)
    for address in addresses(20):
        guess(teacher.login, 7, address=address)
    for number in range(101):
        guess(f"login{number}", 1, address=SCHOOL)

    assert not lets_in(teacher, address=SCHOOL)
    assert lets_in(teacher, client=at_desk, address=SCHOOL)


def test_known_browser_guesses_no_more_than_another(teacher, at_desk):
    looked_at = sum(guess(teacher.login, 2, client=at_desk, address=address) for address in addresses(20))

    assert looked_at == 7


def test_known_browser_is_known_for_its_own_people_only(teacher, parent):
    browser = Client()
    attempt(parent.login, make.PASSWORD, client=browser)

    looked_at = sum(guess(teacher.login, 7, client=browser, address=address) for address in addresses(20))

    assert looked_at == 14


def test_forged_browser_is_an_unknown_one(teacher, at_desk):
    text = at_desk.cookies[known.COOKIE].value
    looked_at = 0
    for number, address in enumerate(addresses(20)):
        browser = Client()
        browser.cookies[known.COOKIE] = f"{number}{text[1:]}"
        looked_at += guess(teacher.login, 7, client=browser, address=address)

    assert looked_at == 14


def test_cookie_of_the_browser_tells_nobody_s_name(at_desk, teacher):
    cookie = at_desk.cookies[known.COOKIE]

    assert teacher.login not in cookie.value
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", known.COOKIE_AGE)
