"""What counts as a text: something that can be seen."""

import unicodedata

# Letters and signs by their category, and yet nothing to see.
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def visible(text: str) -> str:
    """Return the text without the spaces around it, or nothing when there is nothing in it to see."""
    is_seen = any(unicodedata.category(sign)[0] in "LNPS" and sign not in FILLERS for sign in text)
    return text.strip() if is_seen else ""
