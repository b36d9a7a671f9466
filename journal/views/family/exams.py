"""How the yearly attestation and exams were held: in which form, on which day, at which try."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.russian import NBSP, day_month
from journal.enums import ExamKind, Verdict


@dataclass(frozen=True)
class Held:
    """The exams of one kind: subject by subject, how each was held."""

    title: str
    lines: list[tuple[str, str]]


# What a retake is called where there is little room.
RETAKE = "п."
# In the order in which they come in a year.
TITLES = {ExamKind.ATTESTATION: "Промежуточная аттестация", ExamKind.EXAM: "Экзамены"}


def exams_of(found: Iterable[dict], taught: Collection[int]) -> list[Held]:
    """Return how a student's exams were held, each try with its mark; nothing of one that is known by its mark alone.

    `found`: rows of `results_of`; `taught`: subjects with a row in a table, of any other the mark is told here.
    """
    tries = {key: rows for key, rows in _tries(found).items() if key[1] not in taught or any(_how(row) for row in rows)}
    return _held(tries, lambda row: f"{said} —{NBSP}{digits(row)}" if (said := _said(row)) else digits(row))


def sittings_of(found: Iterable[dict]) -> list[Held]:
    """Return how the exams of many students were held: each sitting once, without marks."""
    return _held(_tries(row for row in found if _how(row)), _said)


def tries_said(decided: dict[tuple[str, int], str], what: str, *, retake: str = "пересдача") -> str:
    """Return the marks of one kind of one subject: «4»; of an exam that was taken again «2; пересдача 1: 3»."""
    own = ((which, mark) for (kind, which), mark in sorted(decided.items()) if kind == what)
    return "; ".join(f"{retake}{NBSP}{which - 1}: {mark}" if which > 1 else mark for which, mark in own)


def digits(row: dict) -> str:
    """Return «4» or «н/а» of a row of `results_of`."""
    return str(row["value"] or Verdict(row["verdict"]).label)


def _tries(found) -> dict[tuple[str, int], list[dict]]:
    """Sort rows of exams by kind and subject, the first try first."""
    exams = [row for row in found if row["what"] in TITLES]
    own = defaultdict(list)
    for row in sorted(exams, key=lambda row: (row["name"], row["which"], row["day"] or date.min, row["how"])):
        own[row["what"], row["subject"]].append(row)
    return own


def _held(tries, told) -> list[Held]:
    lines = defaultdict(list)
    for (kind, _), rows in tries.items():
        lines[kind].append((rows[0]["name"], "; ".join(dict.fromkeys(map(told, rows)))))
    return [Held(title, lines[kind]) for kind, title in TITLES.items() if kind in lines]


def _said(row) -> str:
    """Return «пересдача 1, зачёт, 27 мая», as far as it is known."""
    retake = f"пересдача{NBSP}{row['which'] - 1}" if row["which"] > 1 else ""
    return ", ".join(filter(None, (retake, _how(row))))


def _how(row) -> str:
    return ", ".join(filter(None, (row["how"], day_month(row["day"]) if row["day"] else "")))
