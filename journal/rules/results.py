"""What may be decided for a period, as it is typed; and which period it is, as it stands in an address."""

import re
from dataclasses import dataclass
from typing import Self

from journal.enums import ExamKind, Verdict

TERM, YEAR, FINAL = "term", "year", "final"
NOT_A_RESULT = "Ставят отметку от 2 до 5, н/а, зач, незач или осв."
# The first letters are enough; a Latin layout has the same keys.
SPELLINGS = {
    Verdict.NOT_ATTESTED: ("н/а", "н", "на", "y", "n/a", "не аттестован", "не аттестована"),
    Verdict.PASSED: ("зач", "з", "p", "зачёт", "зачет", "зачтено"),
    Verdict.FAILED: ("незач", "нз", "yp", "незачёт", "незачет", "не зачтено"),
    Verdict.EXEMPT: ("осв", "о", "j", "освобождён", "освобождена", "освобожден"),
}
WORDS = {spelling: verdict for verdict, spellings in SPELLINGS.items() for spelling in spellings}
COLUMN = re.compile(rf"({TERM}|{ExamKind.EXAM}|{ExamKind.ATTESTATION})-([0-9]{{1,9}})|({YEAR}|{FINAL})")


def read_result(text: str) -> tuple[int | None, Verdict] | None:
    """Return the digit, or the word in its place, that a text says; nothing for an empty one, None for what is none."""
    said = " ".join(text.lower().split())
    if not said:
        return None, Verdict.DIGIT
    if said in WORDS:
        return None, WORDS[said]
    if re.fullmatch("[1-5]", said):
        return int(said), Verdict.DIGIT
    return None


@dataclass(frozen=True)
class ResultColumn:
    """A column of results: of which term, the year, which try of an exam, or the certificate; «term-12», «year».

    `what` and `which` as `results_of` names them.
    """

    what: str
    which: int = 0

    @classmethod
    def read(cls, name: str) -> Self | None:
        """Return the column of a name; None for what is none."""
        found = COLUMN.fullmatch(name)
        if found is None:
            return None
        return cls(found[3]) if found[3] else cls(found[1], int(found[2]))

    def __str__(self):
        return f"{self.what}-{self.which}" if self.which else self.what
