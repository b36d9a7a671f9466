"""From cells to values: each row as a mapping from column keys, each fault a problem."""

from collections import defaultdict
from dataclasses import dataclass

from journal.workbook import letters
from journal.workbook.cells import Code, ListOf, Unclear
from journal.workbook.columns import Column, Sheet
from journal.workbook.problems import Problem
from journal.workbook.reading import Page


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet; a cell that could not be read is None and named in `unclear`."""

    sheet: Sheet
    number: int
    cells: dict
    unclear: frozenset = frozenset()

    def __getitem__(self, key: str):
        return self.cells[key]

    def problem(self, key: str, what: str, advice: str) -> Problem:
        return Problem(self.sheet.name, self.number, self.sheet[key].title, what, advice)


@dataclass(frozen=True)
class Empty:
    """Why a cell has no value although it must."""

    what: str = "ячейка пуста"
    advice: str = "заполните её"


def parse(pages: list[Page]) -> tuple[dict[Sheet, list[Row]], list[Problem]]:
    """Return the rows of each sheet, and a problem for each cell that could not be read."""
    spellings: dict[str, str] = {}
    rows, problems = defaultdict(list), []
    for page in pages:
        readers = [(place, _Reader(column, spellings)) for place, column in enumerate(page.columns) if column]
        for number, cells in page.rows:
            row = _row(page.sheet, number, [(reader, cells[place]) for place, reader in readers], problems)
            rows[page.sheet].append(row)
    return rows, problems


def _row(sheet, number, cells, problems):
    values, unclear = {}, []
    for reader, raw in cells:
        value, fault = reader(raw)
        values[reader.column.key] = value
        if fault:
            unclear.append(reader.column.key)
            problems.append(Problem(sheet.name, number, reader.column.title, fault.what, fault.advice))
    return Row(sheet, number, values, frozenset(unclear))


class _Reader:
    """Reads the cells of one column, each distinct cell once."""

    def __init__(self, column: Column, spellings: dict[str, str]):
        self.column = column
        self.spellings = spellings
        self.known: dict = {}

    def __call__(self, raw):
        """Return the value and the fault, one of them None."""
        key = (raw.__class__, raw)
        if key not in self.known:
            self.known[key] = self._read(raw)
        return self.known[key]

    def _read(self, raw):
        try:
            value = "" if isinstance(raw, str) and not letters.tidied(raw) else self.column.parser(raw)
        except Unclear as fault:
            return None, fault
        if value in {"", ()}:
            return (None, Empty()) if self.column.required else (self.column.default, None)
        return self._spelt_alike(value), None

    def _spelt_alike(self, value):
        """Return codes as they were first spelt in this workbook, so that they compare as plain text."""
        if isinstance(self.column.parser, Code):
            return self.spellings.setdefault(letters.looked_up(value), value)
        if isinstance(self.column.parser, ListOf) and isinstance(self.column.parser.parser, Code):
            return tuple(dict.fromkeys(self.spellings.setdefault(letters.looked_up(code), code) for code in value))
        return value
