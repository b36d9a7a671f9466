"""What is wrong with a workbook, said to the person who filled it in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where it stands, what is wrong, what to do; row 0 is the whole sheet."""

    sheet: str
    row: int
    column: str
    what: str
    advice: str

    def __str__(self):
        places = (
            f"лист «{self.sheet}»" if self.sheet else "",
            f"строка {self.row}" if self.row else "",
            f"столбец «{self.column}»" if self.column else "",
        )
        where = ", ".join(filter(None, places)) or "файл"
        return f"{where[0].upper()}{where[1:]}: {self.what}. Что сделать: {self.advice}."


class Refused(Exception):
    """A workbook that cannot be brought in; nothing has been written."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def refused_file(what: str, advice: str) -> Refused:
    """Return the refusal of a file as a whole."""
    return Refused([Problem("", 0, "", what, advice)])
