"""A pasted list of marks: «Абрамов Пётр — 5», a row of a table, or a column of values by the class list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.names import folded
from journal.rules.cells import DOT, Cell

# A column of a spreadsheet may have its decimals: 5,00.
DIGIT = r"\d(?:[.,]0+)?"
NOT_HANDED_IN = r"не сда(?:но|л|ла|ли)|н/с"
ABSENT = r"н/?б"
VALUE = rf"(?:{DIGIT}(?: ?[/ ] ?{DIGIT})?|[.·])(?: ?(?:н|оп))?|н|оп|[nhy]|{ABSENT}|{NOT_HANDED_IN}"
ENDING = re.compile(rf"(?:^|(?<=[\s:;,=—–-]))(?:{VALUE})$", re.IGNORECASE)
NUMBERING = re.compile(r"^\d+(?:[.)]| |$)\s*")
SEPARATORS = " —–:;,=-"


@dataclass(frozen=True)
class Line:
    """One line as it was pasted, with the words of a name and with the value at its end, if there are any."""

    text: str
    words: str
    cell: Cell | None


@dataclass(frozen=True)
class Found:
    """A line with the students whom it may mean."""

    line: Line
    students: tuple


def sort_out(text: str, students: Sequence) -> list[Found]:
    """Return the lines that say something, each with whom it may be about.

    Where nobody is named, the lines below the heading go by the order of the students; an empty one leaves its
    student out.
    """
    lines = [read(line) for line in text.splitlines()]
    found = [tuple(student for student in students if is_named(line.words, student)) for line in lines]
    if not any(found):
        heading = next((place for place, line in enumerate(lines) if not line.words), len(lines))
        in_turn = [(student,) for student in students[: len(lines) - heading]]
        found = [()] * heading + in_turn + [()] * (len(lines) - heading - len(in_turn))
    return [Found(line, students) for line, students in zip(lines, found, strict=True) if line.text]


def read(line: str) -> Line:
    """Return what a line says: the value stands at its end, a number in the list before the name means nothing."""
    plain = " ".join(line.split())
    found = ENDING.search(plain)
    words = plain[: found.start()] if found else plain
    words = NUMBERING.sub("", words).strip(SEPARATORS) if words.strip(SEPARATORS) else ""
    return Line(line.strip(), words, _value(found[0]) if found else None)


def is_named(words: str, student) -> bool:
    """Say whether the words are this person's: the surname as a whole, name and patronymic from their beginnings."""
    said = folded(re.sub(r"[.,;]", " ", words)).split()
    surname, given = folded(student.surname).split(), folded(f"{student.name} {student.patronymic}").split()
    if not set(surname) <= set(said):
        return False
    rest = [word for word in said if word not in surname]
    return all(any(name.startswith(word) for name in given) for word in rest)


def _value(said: str) -> Cell | None:
    plain = re.sub(r"[.,]0+", "", said.lower())
    if re.fullmatch(NOT_HANDED_IN, plain):
        plain = DOT
    return Cell.read("н" if re.fullmatch(ABSENT, plain) else re.sub(r" ?/ ?", "/", plain))
