"""The outbox: a letter is written with what it tells, and sent after it, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q

from accounts.models import Letter

MOST_TRIES = 10
# A run that holds a letter longer than this has died with it.
IN_HAND = timedelta(hours=1)
END = "Это письмо отправил электронный дневник школы, отвечать на него не нужно."
# A mail program must not answer what no person has written.
HEADERS = {"Auto-Submitted": "auto-generated"}
# Whatever a server says or leaves unsaid is an OSError; an address that is none, a ValueError.
FAULTS = (OSError, ValueError)
# After these another letter may still go.
OF_ONE_LETTER = (SMTPRecipientsRefused, SMTPDataError, ValueError)


@dataclass(frozen=True)
class Posted:
    """How many letters a run has sent, how many wait for the next one, and how many are given up."""

    sent: int
    waiting: int
    given_up: int
    faults: list[str]


def write_letters(letters: Iterable[Letter]) -> None:
    """Put letters into the outbox, each once by its key; none where no mail goes out, or to who has no address."""
    if settings.SENDS_MAIL:
        able = [letter for letter in letters if letter.recipient.email and letter.recipient.is_active]
        Letter.objects.bulk_create(able, ignore_conflicts=True)


def letter_text(*paragraphs: str, address: str) -> str:
    """Return a letter that leads to a page of the portal; `address`: its path, unsaid where the server has no name."""
    way = f"Открыть дневник: {settings.SITE}{address}" if settings.SITE else ""
    return "\n\n".join(filter(None, (*paragraphs, way, END)))


def send_letters(*, at: datetime) -> Posted:
    """Send what waits in the outbox, what was tried least first; two runs at once send nothing twice.

    Nothing is raised: a fault is told and the letter stays; after a fault of the server itself so do the others.
    """
    sent, faults = 0, []
    connection = get_connection()
    for letter in _waiting() if settings.SENDS_MAIL else ():
        if not _take(letter, at):
            continue
        try:
            _post(letter, connection)
        except FAULTS as fault:
            Letter.objects.filter(pk=letter.pk).update(taken_at=None)
            faults.append(_said(fault))
            if not isinstance(fault, OF_ONE_LETTER):
                break
        else:
            Letter.objects.filter(pk=letter.pk).update(taken_at=None, sent_at=at)
            sent += 1
    connection.close()
    return Posted(sent, _waiting().count(), Letter.objects.unsent().filter(tries__gte=MOST_TRIES).count(), faults)


def _waiting():
    """Return the letters that may still go; who has been locked out or has taken back the address gets none."""
    waiting = Letter.objects.unsent().filter(tries__lt=MOST_TRIES, recipient__locked_at=None)
    return waiting.exclude(recipient__email="").select_related("recipient").order_by("tries", "pk")


def _take(letter, at) -> bool:
    """Take a letter in hand unless another run has it; the try counts, whatever becomes of it."""
    free = Letter.objects.unsent().filter(Q(taken_at=None) | Q(taken_at__lt=at - IN_HAND), pk=letter.pk)
    return bool(free.filter(tries=letter.tries).update(taken_at=at, tries=F("tries") + 1))


def _post(letter, connection):
    # One connection for all: to open one takes longer than to send a letter.
    connection.open()
    EmailMessage(
        letter.subject, letter.text, to=[letter.recipient.email], headers=HEADERS, connection=connection
    ).send()


def _said(fault) -> str:
    """Name a fault by its kind and number: the server's own words hold an address."""
    number = getattr(fault, "smtp_code", None) or getattr(fault, "errno", None)
    return " ".join(filter(None, (type(fault).__name__, number and str(number))))
