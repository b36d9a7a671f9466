"""The code on a paper of the school: it carries what confirms the paper, and a seal, so that no list of papers is kept.

40 signs: the kind of the paper (8 bits), its day (16), a fingerprint of its words (48), the seal of these (128). What
stood on the paper cannot be read from it, and nobody without the secret can make or alter one.
"""

from base64 import b32decode, b32encode
from binascii import Error
from dataclasses import dataclass
from datetime import date, timedelta
from hmac import compare_digest

from django.utils.crypto import salted_hmac

from accounts.enums import Paper
from accounts.rules.passwords import WORDS

# Each key is made from the secret of the school with a salt of its own.
FINGERPRINT, SEAL = "accounts.codes.fingerprint", "accounts.codes.seal"
FINGERPRINT_BYTES, SEAL_BYTES = 6, 16
CODE_BYTES = 3 + FINGERPRINT_BYTES + SEAL_BYTES
FIRST_DAY = date(2000, 1, 1)
# So many words tell any two papers apart: two to the 43rd.
SAID = 4


@dataclass(frozen=True)
class Code:
    """What a paper is, of which day, and the fingerprint of its words."""

    paper: Paper
    on: date
    fingerprint: bytes

    @property
    def words(self) -> str:
        """The fingerprint as people compare it: four words."""
        number, words = int.from_bytes(self.fingerprint), []
        for _ in range(SAID):
            number, place = divmod(number, len(WORDS))
            words.append(WORDS[place])
        return " ".join(words)

    def sealed(self, secret: str) -> str:
        """Return the code as it is printed."""
        plain = bytes([self.paper]) + (self.on - FIRST_DAY).days.to_bytes(2) + self.fingerprint
        return b32encode(plain + _digest(SEAL, plain, secret)[:SEAL_BYTES]).decode()


def code_of(paper: Paper, *, on: date, text: str, secret: str) -> Code:
    """Return the code of a paper with these words, signed on the day."""
    return Code(paper, on, _digest(FINGERPRINT, text.encode(), secret)[:FINGERPRINT_BYTES])


def read_code(signs: str, *, secret: str) -> Code | None:
    """Return what a code confirms; None for one that the school has not made."""
    try:
        whole = b32decode(signs)
    except (Error, ValueError):
        return None
    plain, seal = whole[:-SEAL_BYTES], whole[-SEAL_BYTES:]
    if len(whole) != CODE_BYTES or not compare_digest(_digest(SEAL, plain, secret)[:SEAL_BYTES], seal):
        return None
    return Code(Paper(plain[0]), FIRST_DAY + timedelta(days=int.from_bytes(plain[1:3])), plain[3:])


def _digest(salt, value: bytes, secret) -> bytes:
    return salted_hmac(salt, value, secret=secret, algorithm="sha256").digest()
