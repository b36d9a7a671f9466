"""The cookie of a browser in which people have signed in before."""

import time

import pytest
from django.core import signing
from django.http import HttpResponse

from accounts import known
from accounts.known import Browser


def cookie(*parts, salt=known.SALT):
    return signing.dumps(parts, salt=salt)


def test_browser_that_nobody_signed_in_with_knows_nobody():
    assert known.read("") == Browser()
    assert not Browser().knows("parent")


def test_browser_keeps_its_number_with_each_person():
    first = Browser().met("parent")

    second = first.met("student")

    assert (second.number, len(second.number)) == (first.number, 16)
    assert second.knows("parent")
    assert second.knows("student")
    assert not second.knows("teacher")


def test_browser_remembers_the_latest_thirty():
    logins = [f"teacher{number}" for number in range(31)]
    browser = Browser()
    for login in (*logins[:30], logins[0], logins[30]):
        browser = browser.met(login)

    assert [login for login in logins if not browser.knows(login)] == [logins[1]]


def test_cookie_of_a_full_browser_is_small():
    response, browser = HttpResponse(), Browser()
    for number in range(known.MOST):
        browser = browser.met(f"teacher{number}")

    known.remember(response, browser)

    assert len(response.cookies[known.COOKIE].OutputString()) < 1200


def test_two_browsers_never_have_one_number():
    assert Browser().met("parent").number != Browser().met("parent").number


# With names of their own: what is signed at another second would be another test.
@pytest.mark.parametrize(
    "text",
    ["rubbish", cookie("0123", "abc", salt="another"), cookie("0123", "abc")[:-1], "a:b:c"],
    ids=["rubbish", "another salt", "cut", "colons"],
)
def test_cookie_that_is_not_ours_is_an_unknown_browser(text):
    assert known.read(text) == Browser()


def test_cookie_is_read_as_it_was_written():
    browser = Browser().met("parent")

    assert known.read(cookie(browser.number, *browser.people)) == browser


def test_cookie_ends_after_a_year(time_machine):
    text = cookie("0123", "abc")

    time_machine.move_to(time.time() + known.COOKIE_AGE + 1)

    assert known.read(text) == Browser()
