"""Writing a workbook: an empty template with every column explained, or one full of rows."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from enum import Enum
from io import BytesIO
from pathlib import Path

import xlsxwriter

from accounts.spreadsheet import AS_TYPED
from journal.workbook.cells import Clock, Day, Whole
from journal.workbook.columns import Column
from journal.workbook.sheets import EXPLANATIONS, SHEETS

LAST_ROW = 50_000
WIDTH = 18


def write_workbook(target: Path | str | BytesIO, rows_by_sheet: Mapping[str, Iterable[Mapping]]) -> None:
    """Write a workbook of all sheets; rows are dicts by column key, cells are str, int, bool, date, time or a list."""
    with xlsxwriter.Workbook(target, {"in_memory": True, **AS_TYPED}) as book:
        formats = _Formats(book)
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.name)
            _write_head(page, sheet, formats)
            for number, row in enumerate(rows_by_sheet.get(sheet.name, ()), start=1):
                _write_row(page, number, [row.get(column.key) for column in sheet.columns], formats)
        _explain(book.add_worksheet(EXPLANATIONS), formats)


def write_template(target: Path | str | BytesIO) -> None:
    """Write an empty workbook: every column has its explanation as a comment and on a sheet of explanations."""
    write_workbook(target, {})


class _Formats:
    """How cells look."""

    def __init__(self, book):
        self.head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1, "text_wrap": True})
        self.required = book.add_format({"bold": True, "bg_color": "#CFDDF2", "bottom": 1, "text_wrap": True})
        self.day = book.add_format({"num_format": "dd.mm.yyyy"})
        self.clock = book.add_format({"num_format": "hh:mm"})
        # «1-4» typed into a cell of no format becomes the first of April.
        self.text = book.add_format({"num_format": "@"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def of(self, column: Column):
        """Return the format of the empty cells of a column."""
        kinds = ((Day, self.day), (Clock, self.clock), (Whole, None))
        return next((style for kind, style in kinds if isinstance(column.parser, kind)), self.text)


def _write_head(page, sheet, formats):
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, WIDTH, formats.of(column))
        page.write_string(0, place, column.title, formats.required if column.required else formats.head)
        page.write_comment(0, place, explained(column), {"x_scale": 2})
        if column.dropdown:
            page.data_validation(1, place, LAST_ROW, place, {"validate": "list", "source": list(column.dropdown)})


def explained(column: Column) -> str:
    """Return what stands in a column, in a sentence or two."""
    must = "Обязательно. " if column.required else ""
    return f"{must}{column.explanation} Формат: {column.parser.form}."


def _write_row(page, number, cells, formats):
    for place, cell in enumerate(cells):
        if isinstance(cell, date):
            page.write_datetime(number, place, cell, formats.day)
        elif isinstance(cell, time):
            page.write_datetime(number, place, cell, formats.clock)
        elif cell is not None and cell != "":
            page.write(number, place, _in_words(cell))


def _in_words(cell):
    """Return a cell as people type it: a list with semicolons, a choice by its Russian word, True as «да»."""
    if isinstance(cell, list | tuple):
        return "; ".join(str(_in_words(part)) for part in cell)
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    return cell.label if isinstance(cell, Enum) else cell


def _explain(page, formats):
    page.freeze_panes(1, 0)
    page.set_column(0, 1, 24)
    page.set_column(2, 2, 14)
    page.set_column(3, 4, 60)
    page.set_column(5, 5, 30)
    rows = [("Лист", "Столбец", "Обязателен", "Что писать", "Формат", "Пример")]
    for sheet in SHEETS:
        rows.append((sheet.name, "", "", sheet.explanation, "", ""))
        rows += [
            ("", column.title, "да" if column.required else "", column.explanation, column.parser.form, column.example)
            for column in sheet.columns
        ]
    for number, row in enumerate(rows):
        page.write_row(number, 0, row, formats.wrapped if number else formats.head)
