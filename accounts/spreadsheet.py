"""Tables for spreadsheets."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# What makes a spreadsheet take a text for a formula, and run it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the rows as a file that a Russian Excel opens by itself; what looks like a formula stays a text."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell):
    return f"'{cell}" if cell.startswith(FORMULA) else cell
