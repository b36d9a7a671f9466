"""A plan of topics as a table: from a file to text, from text to lines, from lines to a file."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from accounts.names import folded
from accounts.rules.texts import visible
from accounts.spreadsheet import AS_TYPED
from journal.actions.plan import MOST_LINES
from journal.models import WorkKind
from journal.rules.plan import Line
from journal.workbook import cells, container, letters
from journal.workbook.cells import OneOf, Text, Unclear, Whole
from journal.workbook.problems import Problem, refused_file

MOST_UNPACKED = 30 * 2**20
MOST_SHEETS = 10
MOST_ROWS = 2_000
# Titles of columns stand near the top, under the heading of the paper.
HEAD_WITHIN = 15
DASHES = {"-", "–", "—"}
NUMBER = re.compile(r"\d{1,3}[.)]?")
# A cell of several lines comes out of a spreadsheet in quotes.
MANY_LINED = re.compile(r'(?:(?<=[\t\n])|\A)"([^"\t\n]*\n[^"\t]*)"(?=[\t\n]|\Z)')

# What stands in a column, its title, and all the ways people write that title.
COLUMNS = {
    "number": ("№", r"№.*|n|номер.*"),
    "topic": ("Тема", r"(?:название |содержание |разделы?,? (?:и )?)?тем[аы](?: (?:урок|заняти).*)?"),
    "hours": ("Часов", r"(?:кол\S* )?(?:час\S*|ч\.?|урок\S*)(?: .*)?"),
    "homework": ("Домашнее задание", r"(?:домашн\S* )?(?:задани[ея])(?: на дом)?|д/?з|дом\S* зад\S*"),
    "kind": ("Вид работы", r"вид (?:работы|контроля)|(?:форма )?контрол[ья]"),
}
EXPLANATIONS = {
    "number": "Можно не заполнять: темы идут в порядке строк.",
    "topic": "О чём один или несколько уроков. Обязательно.",
    "hours": "Сколько уроков займёт тема. Пусто: один.",
    "homework": "Что будет предложено на этом уроке как задание. Можно не заполнять.",
    "kind": "Работа, за которую будут отметки: название или сокращение. Можно не заполнять.",
}
WIDTHS = {"number": 6, "topic": 60, "hours": 8, "homework": 40, "kind": 24}


@dataclass(frozen=True)
class Table:
    """What a table says: its lines, what is wrong with it, and what of it was left aside."""

    lines: list[Line]
    problems: list[Problem]
    notes: list[str]

    @property
    def hours(self) -> int:
        return sum(line.hours for line in self.lines)


def text_of(content: bytes) -> str:
    """Return the first filled sheet of a workbook as text: rows as lines, empty ones too, tabs between the cells.

    Raises Refused when it is no workbook, or holds nothing.
    """
    try:
        book = CalamineWorkbook.from_filelike(container.checked(content, most=MOST_UNPACKED))
        for name in book.sheet_names[:MOST_SHEETS]:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS)
            if text := "\n".join(map(_as_text, rows)).rstrip():
                return text
    except CalamineError:
        raise refused_file("таблица повреждена и не читается", "откройте её в Excel и сохраните заново") from None
    raise refused_file("таблица пуста", "заполните первый лист")


def tidied(text: str) -> str:
    """Return what was pasted with one line for each row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    return MANY_LINED.sub(lambda found: " ".join(found[1].split()), text)


def parse(text: str, kinds: Iterable[WorkKind]) -> Table:
    """Return the lines of a tidied text; a row that cannot be read is a problem and no line."""
    separator = "\t" if "\t" in text else ";"
    rows = [(number, row.split(separator)) for number, row in enumerate(text.split("\n"), 1)]
    rows = [(number, [letters.tidied(cell) for cell in row]) for number, row in rows if any(map(str.strip, row))]
    first, columns, notes = _head(rows)
    reader = _Reader(columns, kinds, is_titled=first > 0)
    lines = [line for number, row in rows[first:] if (line := reader.line(number, row))]
    if len(lines) > MOST_LINES:
        what = f"строк больше, чем уместится в плане: {len(lines)}"
        reader.problems.append(Problem("", 0, "", what, f"оставьте не больше {MOST_LINES}"))
    return Table(lines[:MOST_LINES], reader.problems, notes)


def workbook_of(lines: Sequence[Line]) -> bytes:
    """Return a plan as a workbook that can be brought in again; without lines it is an empty form of one."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_TYPED}) as book:
        page = book.add_worksheet("План тем")
        page.freeze_panes(1, 0)
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for place, (key, (title, _)) in enumerate(COLUMNS.items()):
            page.set_column(place, place, WIDTHS[key], wrapped)
            page.write_string(0, place, title, head)
            page.write_comment(0, place, EXPLANATIONS[key])
        for number, line in enumerate(lines, 1):
            kind = line.kind.name if line.kind else ""
            page.write_row(number, 0, (line.position, line.topic, line.hours, line.homework, kind))
    return file.getvalue()


def _as_text(row) -> str:
    return "\t".join(letters.tidied(cells.typed(cell)) for cell in row).rstrip()


def _head(rows) -> tuple[int, dict[str, int], list[str]]:
    """Return from which row on the lines are, the places of the columns, and what was left aside."""
    for place, (_, row) in enumerate(rows[:HEAD_WITHIN]):
        columns = _titled(row)
        if "topic" in columns:
            other = [f"«{title}»" for at, title in enumerate(row) if title and at not in columns.values()]
            notes = [f"Строки над названиями столбцов не загружаются: {place}."] if place else []
            notes += [f"Столбцы не загружаются: {', '.join(other)}."] if other else []
            return place + 1, columns, notes
    # Numbers in the first column, or nothing in any row of it: the plan was copied with its column of numbers.
    is_numbered = all(NUMBER.fullmatch(row[0] or "0") and any(row[1:]) for _, row in rows)
    return 0, {key: place for place, key in enumerate(list(COLUMNS)[0 if is_numbered else 1 :])}, []


def _titled(row) -> dict[str, int]:
    found = {}
    for place, title in enumerate(row):
        keys = (key for key, (_, spelling) in COLUMNS.items() if re.fullmatch(spelling, folded(title)))
        if key := next(keys, None):
            found.setdefault(key, place)
    return found


class _Reader:
    """Reads rows whose columns are known by their places; collects what is wrong with them."""

    def __init__(self, columns: dict[str, int], kinds: Iterable[WorkKind], *, is_titled: bool):
        words = tuple((word, kind) for kind in kinds for word in (kind.name, kind.short_name))
        self.parsers = {"topic": Text(300), "hours": Whole(1, 99), "homework": Text(600), "kind": OneOf(words)}
        self.columns, self.is_titled = columns, is_titled
        self.problems: list[Problem] = []

    def line(self, number: int, row: list[str]) -> Line | None:
        """Return the line of a row; None for a row that has none of ours, or cannot be read."""
        typed = {key: row[place] for key, place in self.columns.items() if place < len(row) and key in self.parsers}
        typed = {key: cell for key, cell in typed.items() if visible(cell) and cell not in DASHES}
        further = [] if self.is_titled else [cell for cell in row[len(self.columns) :] if cell]
        if not typed and not further:
            return None
        before = len(self.problems)
        if "topic" not in typed:
            self._complain(number, "topic", "темы нет", "напишите тему или удалите строку")
        if further:
            self._complain(number, "", f"лишнее в конце: «{further[0]}»", "добавьте первой строкой названия столбцов")
        read = {key: self._read(number, key, cell) for key, cell in typed.items()}
        return Line(**read) if len(self.problems) == before else None

    def _read(self, number, key, cell):
        try:
            return self.parsers[key](cell)
        except Unclear as unclear:
            return self._complain(number, key, unclear.what, unclear.advice)

    def _complain(self, number, key, what, advice):
        self.problems.append(Problem("", number, COLUMNS[key][0] if key else "", what, advice))
