"""Tables for spreadsheets."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter

from accounts.russian import NBSP

# What makes a spreadsheet take a text for a formula, and run it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A text that begins with "=" stays a text: nothing typed by people becomes a formula or a link.
AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Of A4, as the format of workbooks numbers the sizes of paper.
A4 = 9
# So many letters of a caption fit a line, and a line is so many points high.
LINE, POINTS = 110, 15

# A float is a share; what a person counts with a point is exact.
Cell = str | int | float | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """`width` in digits; a share is a number from 0 to 1 that is shown as per cent."""

    title: str
    width: int = 12
    is_share: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table to take away. The caption says of what it is and as of when; `total`: a last row that stands out."""

    title: str
    caption: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    total: Sequence[Cell] = ()


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the rows as a file that a Russian Excel opens by itself; what looks like a formula stays a text."""
    return BOM_UTF8 + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the rows as `as_csv` has them after the mark that a file begins with: to be added to it."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def csv_of(sheet: Sheet) -> bytes:
    """Return the sheet as `as_csv` does, days and numbers as they are written in Russian."""
    total = [sheet.total] if sheet.total else []
    rows = ([_said(cell) for cell in row] for table in (sheet.rows, total) for row in table)
    return as_csv([[sheet.caption], [column.title for column in sheet.columns], *rows])


def xlsx_of(sheet: Sheet) -> bytes:
    """Return the sheet as a workbook: days and numbers are such, texts are texts, the head stays in sight."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_TYPED}) as book:
        page = _Page(book, sheet)
        for row in sheet.rows:
            page.add(row)
        page.add(sheet.total, is_total=True)
    return file.getvalue()


class _Page:
    """A sheet of a workbook that grows row by row."""

    def __init__(self, book, sheet):
        self.book, self.columns, self.number, self.formats = book, sheet.columns, 1, {}
        self.page = page = book.add_worksheet(sheet.title)
        page.merge_range(0, 0, 0, len(sheet.columns) - 1, "", book.add_format({"text_wrap": True, "valign": "top"}))
        page.write_string(0, 0, sheet.caption, book.add_format({"text_wrap": True, "valign": "top"}))
        page.set_row(0, POINTS * (1 + len(sheet.caption) // LINE))
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1, "text_wrap": True, "valign": "top"})
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(1, place, column.title, head)
        page.freeze_panes(2, 0)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(1)

    def add(self, row, *, is_total=False):
        self.number += 1
        for place, (column, cell) in enumerate(zip(self.columns, row, strict=False)):
            look = self._format(column, cell, is_total)
            if isinstance(cell, str):
                self.page.write_string(self.number, place, cell, look)
            elif isinstance(cell, date):
                self.page.write_datetime(self.number, place, cell, look)
            elif cell is not None:
                self.page.write_number(self.number, place, _down(cell), look)

    def _format(self, column, cell, is_total):
        pattern = "dd.mm.yyyy" if isinstance(cell, date) else "0.0%" if column.is_share else "General"
        if (pattern, is_total) not in self.formats:
            look = {"num_format": pattern, "valign": "top", "text_wrap": True}
            look |= {"bold": True, "top": 1} if is_total else {}
            self.formats[pattern, is_total] = self.book.add_format(look)
        return self.formats[pattern, is_total]


def plain(row: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return cells whose spaces can be searched for."""
    return tuple(cell.replace(NBSP, " ") if isinstance(cell, str) else cell for cell in row)


def figure(said: str) -> Cell:
    """Return a whole number that is written in digits as such, words as they are, nothing as None."""
    return int(said) if said.isdigit() else said or None


def _said(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{round(_down(cell) * 100, 1)}%".replace(".", ",")
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)


def _down(cell):
    """Return a share in tenths of a hundredth, rounded down: only all of them is a hundred per cent."""
    return int(round(cell * 1000, 6)) / 1000 if isinstance(cell, float) else cell


def _harmless(cell):
    return f"'{cell}" if cell.startswith(FORMULA) else cell
