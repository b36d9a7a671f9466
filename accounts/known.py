"""Browsers in which people have signed in before: a stranger's guesses elsewhere must not shut these people out.

The cookie holds a number made by chance and keyed hashes of logins, nothing that tells who they are.
"""

import secrets
from dataclasses import dataclass, replace

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.utils.crypto import salted_hmac

COOKIE, SALT = "known", "accounts.known"
COOKIE_AGE = 365 * 24 * 60 * 60
# How many people of one browser are remembered; the latest stay. Enough for a staff room, and the cookie stays small.
MOST = 30


@dataclass(frozen=True)
class Browser:
    """A browser: its number, and who has signed in here; without a number nobody has."""

    number: str = ""
    people: tuple[str, ...] = ()

    def knows(self, login: str) -> bool:
        return token(login) in self.people

    def met(self, login: str) -> "Browser":
        """Return the browser with the person who has just signed in."""
        others = [person for person in self.people if person != token(login)]
        return replace(self, number=self.number or secrets.token_hex(8), people=(token(login), *others)[:MOST])


def token(login: str) -> str:
    return salted_hmac(SALT, login, algorithm="sha256").hexdigest()[:16]


def read(cookie: str) -> Browser:
    """Return the browser that the cookie speaks of; whatever we have not signed is an unknown one."""
    try:
        number, *people = signing.loads(cookie, salt=SALT, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return Browser()
    return Browser(number, tuple(people))


def remember(response: HttpResponse, browser: Browser) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps([browser.number, *browser.people], salt=SALT),
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
