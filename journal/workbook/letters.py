"""What happens to letters on their way through spreadsheets: spaces, alphabets, encodings."""

import re

from accounts import names

SPACES = re.compile(r"[\s\u200b\ufeff\u00ad]+")
LATIN = "ABCEHKMOPTXYaceopxyk"
CYRILLIC = "АВСЕНКМОРТХУасеорхук"
TO_CYRILLIC = str.maketrans(LATIN, CYRILLIC)
TO_LATIN = str.maketrans("авекмнорстух", "abekmhopctyx")

CYRILLIC_LETTER = re.compile(r"[А-Яа-яЁё]")
LATIN_LETTER = re.compile(r"[A-Za-z]")
MISREAD_CP1251 = re.compile(r"[À-ÿ¨¸]{2,}")
MISREAD_UTF8 = re.compile(r"(?:[РС][^А-Яа-яЁё\s]){2,}")
LOST = re.compile(r"\ufffd|\?{2,}")


def tidied(text: str) -> str:
    """Return the text with single plain spaces, repaired when a program has read its bytes in a wrong encoding."""
    text = SPACES.sub(" ", text).strip()
    if text.isascii():
        return text
    return (
        _reread(text, written="cp1252", meant="cp1251", when=_is_misread_cp1251)
        or _reread(text, written="cp1251", meant="utf-8", when=MISREAD_UTF8.search)
        or text
    )


def _is_misread_cp1251(text):
    # «Müller» has its own Latin letters; Russian words read as cp1252 have none.
    return MISREAD_CP1251.search(text) and not LATIN_LETTER.search(text) and not CYRILLIC_LETTER.search(text)


def _has_misread_word(text):
    return any(_is_misread_cp1251(word) for word in text.split(" "))


def _reread(text, *, written, meant, when):
    """Return the text as it was meant, or None when it was not misread or cannot be repaired."""
    if not when(text):
        return None
    try:
        repaired = text.encode(written).decode(meant)
    except UnicodeError:
        return None
    return repaired if CYRILLIC_LETTER.search(repaired) else None


def is_spoiled(text: str) -> bool:
    """Whether letters were lost for good: «????», «�», or a misread word among others."""
    return bool(LOST.search(text) or MISREAD_UTF8.search(text) or _has_misread_word(text))


def one_alphabet(text: str) -> str:
    """Return the text with Latin letters that look Russian put right, in words that have Russian letters too."""
    return " ".join(map(_word_of_one_alphabet, text.split(" ")))


def _word_of_one_alphabet(word):
    russian = word.translate(TO_CYRILLIC)
    return russian if CYRILLIC_LETTER.search(word) and not LATIN_LETTER.search(russian) else word


def looked_up(text: str) -> str:
    """Return the text as codes are compared: case, ё/е, spaces and alphabet of look-alikes do not matter."""
    return names.folded(text).translate(TO_LATIN)
