"""The secret that a telephone and the diary are to share, before it is proven that the telephone has it.

Until then it is nowhere but on the page, sealed to the person; in the database it stands only when it works.
"""

from base64 import b32encode
from dataclasses import dataclass

from django.core import signing
from django.utils.safestring import SafeString
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from accounts.models import User
from accounts.qr import qr

SALT = "accounts.secret"
# So long a telephone may be looked for; then the page offers another secret.
VALID_FOR = 30 * 60


@dataclass(frozen=True)
class Secret:
    """A secret offered to a person: `key` in hexadecimal, as it will be kept."""

    person: User
    key: str

    @property
    def sealed(self) -> str:
        """What the form carries from the page that showed the secret to the one that proves it."""
        return signing.dumps([self.person.pk, self.key], salt=SALT)

    @property
    def spelled(self) -> str:
        """The secret to be typed where there is no camera: «ABCD EFGH …»."""
        letters = b32encode(bytes.fromhex(self.key)).decode()
        return " ".join(letters[place : place + 4] for place in range(0, len(letters), 4))

    @property
    def address(self) -> str:
        """The secret as an application on the same device opens it."""
        return TOTPDevice(user=self.person, key=self.key).config_url

    @property
    def qr(self) -> SafeString:
        """The picture a telephone reads, dark on light in every theme."""
        return qr(self.address, looks="factor-qr", title="QR-код секрета")


def new_secret(person: User) -> Secret:
    return Secret(person, default_key())


def unsealed(person: User, sealed: str) -> Secret | None:
    """Return the secret that was shown to the person; None when it is another's, not ours, or too old."""
    try:
        holder, key = signing.loads(sealed, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    return Secret(person, key) if holder == person.pk else None
