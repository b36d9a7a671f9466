"""From a file to the cells of its sheets, under the columns that are ours."""

from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from journal.workbook import container, letters
from journal.workbook.columns import Column, Sheet
from journal.workbook.problems import Problem, refused_file
from journal.workbook.sheets import EXPLANATIONS, SHEETS

MOST_ROWS = 50_000
# Ours are half of these; each sheet that is not ours is read too, to see whether anything stands on it.
MOST_SHEETS = 30


@dataclass(frozen=True)
class Page:
    """A sheet as it stands in the file: its columns by place (None: an empty title), its rows by their number."""

    sheet: Sheet
    columns: tuple[Column | None, ...]
    rows: tuple[tuple[int, list], ...]


def read(source: Path | str | bytes) -> tuple[list[Page], list[Problem]]:
    """Read the sheets of a workbook and what is wrong with their layout; raises Refused when it is no workbook.

    `source`: where the file is, or what it holds.
    """
    try:
        book = CalamineWorkbook.from_filelike(container.opened(source))
    except CalamineError:
        raise refused_file("таблица повреждена и не читается", "откройте её в Excel и сохраните заново") from None
    if len(book.sheet_names) > MOST_SHEETS:
        raise refused_file(f"листов больше {MOST_SHEETS}", "оставьте в файле только листы из шаблона")
    pages, problems = [], []
    found = {_same(name): name for name in book.sheet_names}
    for sheet in SHEETS:
        name = found.pop(_same(sheet.name), None)
        if name is None:
            problems.append(Problem(sheet.name, 0, "", "листа нет", "добавьте лист, он может быть пустым"))
        else:
            pages += _page(sheet, _cells(book, name), problems)
    problems += _unknown(book, found)
    return pages, problems


def _same(title):
    return letters.looked_up(letters.tidied(str(title))).rstrip(" *:")


def _cells(book, name):
    """Return the filled rows of a sheet with their numbers."""
    try:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError:
        raise refused_file(
            f"лист «{name}» повреждён и не читается", "откройте таблицу в Excel и сохраните заново"
        ) from None
    return [(number, row) for number, row in enumerate(rows, start=1) if any(_is_filled(cell) for cell in row)]


def _is_filled(cell):
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _unknown(book, found):
    """Name filled sheets that are not ours: a misspelt title must not lose a sheet in silence."""
    found.pop(_same(EXPLANATIONS), None)
    for name in found.values():
        if _cells(book, name):
            yield Problem(name, 0, "", "незнакомый лист", "исправьте название листа или удалите лист")


def _page(sheet, rows, problems):
    """Return the sheet as a list of one page, empty when its columns are not in order."""
    if not rows:
        problems.append(Problem(sheet.name, 0, "", "нет строки с названиями столбцов", "возьмите её из шаблона"))
        return []
    (number, titles), *rows = rows
    columns, faults = _columns(sheet, number, titles)
    if len(rows) > MOST_ROWS:
        faults.append(Problem(sheet.name, 0, "", f"строк больше {MOST_ROWS}", "проверьте, нет ли лишних строк"))
    problems += faults
    return [] if faults else [Page(sheet, columns, tuple(rows))]


def _columns(sheet, number, titles):
    """Return the columns by their place, and the columns that are missing, unknown or doubled."""
    ours = {_same(column.title): column for column in sheet.columns}
    columns, faults = [], []
    for title in titles:
        column = ours.get(_same(title))
        if column is None and _is_filled(title):
            faults.append(
                Problem(sheet.name, number, str(title), "незнакомый столбец", "исправьте название или удалите")
            )
        elif column is not None and column in columns:
            faults.append(Problem(sheet.name, number, column.title, "столбец повторяется", "оставьте один"))
        columns.append(column)
    faults += [
        Problem(sheet.name, number, column.title, "столбца нет", "добавьте столбец, он может быть пустым")
        for column in sheet.columns
        if column not in columns
    ]
    return tuple(columns), faults
