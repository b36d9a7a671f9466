"""Papers that anybody may check: their codes, and the picture that leads to the page which confirms them."""

from datetime import date

from django.conf import settings
from django.utils.safestring import SafeString

from accounts.enums import Paper
from accounts.qr import qr
from accounts.rules import codes
from accounts.rules.codes import Code


def code_of(paper: Paper, *, on: date, text: str) -> Code:
    """Return the code of a paper with these words, signed on the day."""
    # The secret that may never change: a paper is shown years later.
    return codes.code_of(paper, on=on, text=text, secret=settings.HISTORY_KEY)


def signs_of(code: Code) -> str:
    """Return the code as it stands in its address."""
    return code.sealed(settings.HISTORY_KEY)


def read_code(signs: str) -> Code | None:
    """Return what a code confirms; None for one that the school has not made."""
    return codes.read_code(signs, secret=settings.HISTORY_KEY)


def picture(address: str) -> SafeString:
    """Return the picture of the address at which a paper is checked."""
    return qr(address, looks="paper-qr", title="QR-код проверки документа")
