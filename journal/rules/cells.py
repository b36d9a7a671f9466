"""What a cell of the journal shows, as one short token: «5», «5/4», «·», «Н», «5 ОП»."""

import re
from dataclasses import dataclass, field
from typing import Self

from journal.enums import Presence

DOT = "·"
NOT_A_CELL = "Можно поставить отметку, Н, ОП или точку; за работу из двух частей — 5/4."
# The same physical keys of the Latin and the Russian layout, and what stands on paper.
SPELLINGS = str.maketrans({"N": "Н", "H": "Н", "Y": "Н", ".": DOT, "Ю": DOT})
LATE = re.compile(r"\b(?:ОП|O|О|J)$")
TOKEN = re.compile(r"(?:([0-9])(?:[/ ]([0-9]))?|(·))?(?: ?(Н|ОП|Б|УП|НП))?")
COLUMN = re.compile(r"([ow])([0-9]{1,18})")
PRESENCES = {presence.label: presence for presence in Presence if presence}


@dataclass(frozen=True)
class Cell:
    """The whole state of a cell: at most a mark of one or two parts or a dot, and what is noted beside the student."""

    value: int | None = None
    second_value: int | None = None
    not_handed_in: bool = False
    presence: Presence = field(default=Presence.PRESENT)

    @classmethod
    def read(cls, token: str) -> Self | None:
        """Return the state that a token says, whatever the layout; None for what is no token."""
        spelt = LATE.sub("ОП", " ".join(token.upper().split()).translate(SPELLINGS))
        found = TOKEN.fullmatch(spelt)
        if found is None:
            return None
        value, second, dot, code = found.groups()
        presence = PRESENCES.get(code, Presence.PRESENT)
        return cls(value and int(value), second and int(second), bool(dot), presence)

    @property
    def mark(self) -> tuple[int | None, int | None, bool]:
        return (self.value, self.second_value, self.not_handed_in)

    @property
    def digits(self) -> str:
        """«5», «5/4», «·», or nothing."""
        if self.not_handed_in:
            return DOT
        return "/".join(str(value) for value in (self.value, self.second_value) if value is not None)

    @property
    def code(self) -> str:
        """What is noted beside the student: «Н»; nothing for one who is there."""
        return Presence(self.presence).label if self.presence else ""

    def __str__(self):
        return " ".join(filter(None, (self.digits, self.code)))


@dataclass(frozen=True)
class Column:
    """A column of the journal: «o12» for the answers and absences of lesson 12, «w7» for work 7."""

    pk: int
    is_work: bool = False

    @classmethod
    def read(cls, name: str) -> Self | None:
        """Return the column of a name; None for what is none."""
        found = COLUMN.fullmatch(name)
        return found and cls(int(found[2]), found[1] == "w")

    def __str__(self):
        return f"{'w' if self.is_work else 'o'}{self.pk}"


@dataclass(frozen=True)
class Base:
    """What somebody saw in a cell: the version of its mark and what was noted; «3.ОП»."""

    version: int = 0
    presence: Presence = Presence.PRESENT

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return what a text says; None for what is none."""
        version, dot, code = text.partition(".")
        if not (version.isdecimal() and version.isascii() and len(version) < 10 and dot) or code not in {
            "",
            *PRESENCES,
        }:
            return None
        return cls(int(version), PRESENCES.get(code, Presence.PRESENT))

    def __str__(self):
        return f"{self.version}.{Presence(self.presence).label if self.presence else ''}"
