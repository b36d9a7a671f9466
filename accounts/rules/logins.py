"""Logins made of names: small Latin letters that nobody mistakes on paper, never 0, 1 or l."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, count, islice, product

LONGEST = 40
# What is left for the initial and the number of a namesake.
LONGEST_WORD = 30
# Of a person whose names have no letter that could be written here.
NAMELESS = "person"
# No 0 and no 1: a number is read from paper as well.
DIGITS = "23456789"

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґәөүңҗһқғұ"
WRITTEN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g a o u n zh h k g u"
LATIN = {letter: written.strip("_") for letter, written in zip(LETTERS, WRITTEN.split(), strict=True)}


def login_of(surname: str, name: str, patronymic: str = "") -> str:
    """Return the login a person's names ask for, before anybody else is looked at: «abramov.p».

    A word with «л» is passed over, for a printed l is taken for 1: then a name leads, or a patronymic. Only where
    nothing else is left the letter is dropped.
    """
    parts = [words_of(part) for part in (surname, name, patronymic)]
    words = [(place, word) for place, part in enumerate(parts) for word in part]
    clear = [(place, word) for place, word in words if "l" not in word]
    dropped = ((place, word.replace("l", "")) for place, word in words if word.strip("l"))
    lead, word = next(chain(clear, dropped), (None, NAMELESS))
    initials = (part[0][0] for place, part in enumerate(parts) if place != lead and part and part[0][0] != "l")
    return ".".join((word[:LONGEST_WORD], *islice(initials, 1)))


def words_of(part: str) -> list[str]:
    """Return the words of a part of a name in Latin letters; signs and unknown letters are left out."""
    plain = unicodedata.normalize("NFKD", latin(part.casefold()))
    return re.findall("[a-z]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def latin(text: str) -> str:
    """Return the text with its Cyrillic letters written in Latin ones."""
    return "".join(LATIN.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def numbered(login: str) -> Iterator[str]:
    """Return the login and those of its namesakes without end: «abramov.p», «abramov.p2», … «abramov.p22», …"""
    yield login
    for length in count(1):
        yield from (f"{login}{''.join(number)}" for number in product(DIGITS, repeat=length))
