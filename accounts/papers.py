"""Papers that anybody may check: their codes, and the picture that leads to the page which confirms them."""

from datetime import date

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from accounts.enums import Paper
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


def qr(address: str) -> SafeString:
    """Return the picture of an address, dark on light in every theme."""
    drawn = segno.make(address, error="m", micro=False)
    markup = drawn.svg_inline(
        omitsize=True, light="#fff", svgclass="paper-qr", lineclass=None, title="QR-код проверки документа"
    )
    return mark_safe(markup)  # noqa: S308 - squares drawn by segno, and a title of ours
