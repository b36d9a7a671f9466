"""A telephone that holds a secret and shows the codes of it."""

import re
from base64 import b32decode

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice


def code_of(key: str) -> str:
    """Return the code that a telephone with this secret shows now."""
    return f"{totp(bytes.fromhex(key)):06}"


def scanned(page) -> dict[str, str]:
    """Scan the secret on the page; returns what is sent with the code that the telephone shows now."""
    key = b32decode(spelled(page).replace(" ", "")).hex()
    return {"secret": re.search('name="secret" value="([^"]+)"', page.text)[1], "code": code_of(key)}


def spelled(page) -> str:
    """Return the secret as the page spells it; empty when it shows none."""
    found = re.search('class="factor-key">([^<]+)<', page.text)
    return found[1] if found else ""


def given(person) -> str:
    """Give the person a telephone; returns its secret."""
    return TOTPDevice.objects.create(user=person, name="телефон").key


def wrong(code: str) -> str:
    """Return a code that the telephone does not show."""
    return f"{(int(code) + 1) % 10**6:06}"
