"""One-time passwords of printed slips: how they are made, and how they are read however they were typed."""

import secrets
from datetime import date, timedelta

# No 0, O, 1, I, L: on paper they are taken for each other. Eight of 31 signs: a million tries find one of 850,000.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
# Long enough for holidays; a slip forgotten in a drawer opens nothing.
VALID_FOR = timedelta(days=30)

# Cyrillic letters that look the same: who copies from paper does not see which keyboard they type on.
LOOK_ALIKES = str.maketrans("АВЕЗКМНРСТУХ", "ABE3KMHPCTYX")


def new_code() -> str:
    """Return a new one-time password as it is printed: «4F7K-2MQP»."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def folded_code(typed: str) -> str:
    """Return what was typed as it is compared: capitals, Latin letters, no dashes and no spaces."""
    return "".join(sign for sign in typed.upper().translate(LOOK_ALIKES) if sign.isalnum())


def valid_until(day: date) -> date:
    """Return the last day of a slip printed on the day, included."""
    return day + VALID_FOR
