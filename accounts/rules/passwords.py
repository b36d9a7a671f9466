"""What makes an own password hard to guess, and passwords of three words for those who would rather take one."""

import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import count, islice
from pathlib import Path

from accounts.rules.logins import latin

SHORTEST = 12
# Of these, signs that are a person's own. What guessers try first counts as one sign each: a row of keys, a
# repetition, a year, the person's name, a word such as «пароль».
FEWEST_OWN, FEWEST_DIFFERENT = 8, 5

# Four to eight letters each, without «ё», which half of the people write as «е».
WORDS = tuple(Path(__file__).parents[1].joinpath("words.txt").read_text(encoding="utf-8").split())
WORDS_IN_ONE = 3
OURS = frozenset(WORDS)
# Telephones put a space after a word, and make a dash of a hyphen.
BETWEEN_WORDS = re.compile(r"[\s\u00ad\u2010-\u2015\u2212-]+")

ROWS = (
    *("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"),
    *("1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "1й2ц3у4к5е6н7г8ш9щ0з", "й1ц2у3к4е5н6г7ш8щ9з0"),
    *("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "йфяцычувскамепинртгоьшлбщдю"),
    *("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя"),
)
SHORTEST_ROW = 3
REPEATED = re.compile(r"(.+?)\1+")
YEARS = {str(year) for year in range(1930, 2051)}
# What stands for something that is tried first.
ONE = "\0"

TRIED_FIRST = (
    "пароль password passw0rd p@ssw0rd привет любовь люблю солнышко солнце дневник diary школа school ученик учитель "
    "родитель класс самара samara россия russia admin administrator login user welcome hello iloveyou letmein "
    "спартак зенит динамо футбол дракон dragon monkey master sunshine princess football зайка зайчик котик киска "
    "мама папа саша маша даша настя катя наташа сергей андрей дима максим никита лена вова"
).split()
# A Russian word typed with the Latin layout on: «gfhjkm».
KEYS = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")
SHORTEST_NAME = 3


def refusal(password: str, own: Collection[str] = ()) -> str:
    """Return why the password is too easy to guess, empty for a good one.

    `own`: names, login and dates of the person.
    """
    if len(password) < SHORTEST:
        return f"Нужно не меньше {SHORTEST} знаков, сейчас их {len(password)}. Проще всего взять три слова через дефис."
    if not any(map(str.isalpha, password)):
        return "Добавьте буквы: пароль из одних цифр подбирают быстрее всего."
    if len(set(folded(password))) < FEWEST_DIFFERENT:
        return f"Слишком мало разных знаков. Нужно хотя бы {FEWEST_DIFFERENT} разных."
    if own_signs(password, own) < FEWEST_OWN:
        return (
            "Такой пароль легко угадать: имена, годы, повторы, клавиши подряд и слова вроде «пароль» пробуют первыми. "
            "Добавьте к нему два других слова."
        )
    return ""


def own_signs(password: str, own: Collection[str] = ()) -> int:
    """Return how many signs are left when everything that is tried first counts as one."""
    rest = in_a_row().sub(ONE, known(own).sub(ONE, folded(password)))
    return len(REPEATED.sub(r"\1", rest))


def folded(text: str) -> str:
    return text.casefold().replace("ё", "е")


def any_of(words: Iterable[str]) -> re.Pattern:
    """Return what finds the words, of two that begin alike the longer one."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def stretches(row: str) -> Iterator[str]:
    """Return every part of the row that is long enough to be called one."""
    for begins in range(len(row)):
        yield from (row[begins:ends] for ends in range(begins + SHORTEST_ROW, len(row) + 1))


@cache
def in_a_row() -> re.Pattern:
    """Return what finds keys beside each other; a large pattern, made when it is first asked for."""
    return any_of({part for row in ROWS for there in (row, row[::-1]) for part in stretches(there)})


def known(own: Collection[str]) -> re.Pattern:
    """Return what finds each word that is tried first, the person's own too, in any way it may be typed."""
    plain = [*TRIED_FIRST, *(folded(word) for word in own if len(word) >= SHORTEST_NAME)]
    return any_of({form for word in plain for form in (word, latin(word), word.translate(KEYS))} | YEARS)


def suggestions(own: Collection[str] = (), *, number: int = 3) -> list[str]:
    """Return passwords to choose from: «лампа-берег-ветер», one of six thousand million each."""
    chance = secrets.SystemRandom()
    offered = ("-".join(chance.sample(WORDS, WORDS_IN_ONE)) for _ in count())
    return list(islice((password for password in offered if not refusal(password, own)), number))


def in_one_form(password: str) -> str:
    """Return three words of our list as they are offered, however a telephone has written them.

    Any other password stays as it is. Kept and looked at in the same form, it costs one run of the hash as ever.
    """
    words = BETWEEN_WORDS.split(password.casefold())
    return "-".join(words) if len(words) == WORDS_IN_ONE and OURS.issuperset(words) else password
