"""Mail servers that do not do what they should."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend

SILENT, CHOOSY = "tests.mail.Silent", "tests.mail.Choosy"


class Silent(BaseEmailBackend):
    """Does not answer."""

    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")


class Choosy(EmailBackend):
    """Knows nobody whose address begins with «no»."""

    def send_messages(self, messages):
        for message in messages:
            if message.to[0].startswith("no"):
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})
        return super().send_messages(messages)
