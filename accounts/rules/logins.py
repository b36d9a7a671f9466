"""Logins made of names: small Latin letters that nobody mistakes on paper, never 0, 1 or l."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count, islice, product

LONGEST = 40
# What is left for the initial and the number of a namesake.
LONGEST_WORD = 30
# Less of a word calls nobody to mind.
SHORTEST_CUT = 3
# Of a person whose names have no letter that could be written here.
NAMELESS = "person"
# No 0 and no 1: a number is read from paper as well.
DIGITS = "23456789"

SURNAME, NAME, PATRONYMIC = range(3)


def whole(word: str) -> str:
    return "" if "l" in word else word


def cut(word: str) -> str:
    """Return what stands before «l»: «niko» of Nikolaev, nothing of Volkov."""
    start = word.partition("l")[0]
    return start if len(start) >= SHORTEST_CUT else ""


def dropped(word: str) -> str:
    return word.replace("l", "")


# What leads a login, the best first.
LEADS = (
    *((SURNAME, whole), (NAME, whole), (SURNAME, cut), (PATRONYMIC, whole), (NAME, cut)),
    *((SURNAME, dropped), (NAME, dropped), (PATRONYMIC, dropped)),
)

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґәөүңҗһқғұ"
WRITTEN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g a o u n zh h k g u"
LATIN = {letter: written.strip("_") for letter, written in zip(LETTERS, WRITTEN.split(), strict=True)}


def login_of(surname: str, name: str, patronymic: str = "") -> str:
    """Return the login a person's names ask for, before anybody else is looked at: «abramov.p».

    A word with «л» does not lead as it is, for a printed l is taken for 1. Without the letter it looks misprinted, and
    that is kept for those of whom nothing else is left.
    """
    parts = [words_of(part) for part in (surname, name, patronymic)]
    lead, word = next(leads_of(parts), (None, NAMELESS))
    initials = (part[0][0] for place, part in enumerate(parts) if place != lead and part and part[0][0] != "l")
    return ".".join((word[:LONGEST_WORD], *islice(initials, 1)))


def leads_of(parts: Sequence[list[str]]) -> Iterator[tuple[int, str]]:
    """Yield what may lead the login, and whose place it has among the parts of the name; the best first."""
    for place, written in LEADS:
        yield from ((place, word) for word in map(written, parts[place]) if word)


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
