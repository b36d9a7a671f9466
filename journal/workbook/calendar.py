"""Is the year on the sheet «Календарь» a whole one? The other sheets lean on it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from journal.workbook import sheets
from journal.workbook.columns import Sheet
from journal.workbook.parsing import Row
from journal.workbook.problems import Problem
from journal.workbook.words import WHOLE_YEAR

# Days of the year.
WITHIN = (
    (sheets.CALENDAR, "first_day"),
    (sheets.CALENDAR, "last_day"),
    (sheets.COURSES, "marks_since"),
    (sheets.COURSES, "homework_since"),
    (sheets.REMOTE_PERIODS, "first_day"),
    (sheets.REMOTE_PERIODS, "last_day"),
)
# Rows that hold on some day of the year, though they may have begun before it.
MEETING = (sheets.STUDENTS, sheets.COURSE_TEACHERS, sheets.GROUPS, sheets.TIMETABLE)


@dataclass(frozen=True)
class Year:
    """The academic year of the workbook."""

    name: str
    first_day: date
    last_day: date


def year_of(book) -> Year | None:
    """Return the year of the workbook, or None when its row is not in order."""
    rows = [row for row in book[sheets.CALENDAR] if row["kind"] == WHOLE_YEAR]
    if len(rows) != 1 or rows[0].unclear:
        return None
    return Year(rows[0]["year"], rows[0]["first_day"], rows[0]["last_day"])


def check_calendar(book) -> Iterator[Problem]:
    """Name what is wrong with the year, its terms, and the days that lie outside it."""
    year = year_of(book)
    if year is None:
        if not any(row.unclear for row in book[sheets.CALENDAR]):
            yield Problem(
                sheets.CALENDAR.name,
                0,
                "",
                "должна быть ровно одна строка вида «год»",
                "добавьте её или уберите лишние",
            )
        return
    yield from _of_another_year(book, year)
    yield from _terms(book, year)
    for sheet, key in WITHIN:
        yield from _outside(book, sheet, key, year)
    for sheet in MEETING:
        yield from _missing_the_year(book, sheet, year)


def _of_another_year(book, year):
    for row in book[sheets.CALENDAR]:
        if row["year"] not in {None, year.name}:
            yield row.problem("year", "другой учебный год", f"в таблице один учебный год: {year.name}")


def _outside(book, sheet: Sheet, key, year):
    for row in book[sheet]:
        if isinstance(row[key], date) and not year.first_day <= row[key] <= year.last_day:
            yield _of_no_use(row, key, year)


def _missing_the_year(book, sheet: Sheet, year):
    for row in book[sheet]:
        if row["since"] and row["since"] > year.last_day:
            yield _of_no_use(row, "since", year)
        if row["until"] and row["until"] < year.first_day:
            yield _of_no_use(row, "until", year)


def _of_no_use(row, key, year):
    days = f"с {year.first_day:%d.%m.%Y} по {year.last_day:%d.%m.%Y}"
    return row.problem(key, "день не этого учебного года", f"исправьте: учебный год {days}")


def _terms(book, year):
    systems = defaultdict(list)
    for row in book[sheets.CALENDAR]:
        if row.unclear or row["kind"] == WHOLE_YEAR:
            continue
        if row["number"] is None:
            yield row.problem("number", "нет номера", "укажите, какой это по счёту период")
        else:
            systems[row["kind"]].append(row)
    for rows in systems.values():
        yield from _one_after_another(sorted(rows, key=lambda row: row["number"]))
    yield from _missing_systems(book, systems)


def _one_after_another(rows: list[Row]):
    for expected, row in enumerate(rows, start=1):
        if row["number"] > expected:
            yield row.problem("number", f"нет периода с номером {expected}", "добавьте строку или исправьте номер")
            return
    for earlier, later in pairwise(rows):
        if later["first_day"] <= earlier["last_day"]:
            yield later.problem(
                "first_day", f"начинается раньше, чем кончается период в строке {earlier.number}", "исправьте дни"
            )


def _missing_systems(book, systems):
    for row in book[sheets.COURSES]:
        if row["term_system"] and row["term_system"] not in systems:
            yield row.problem(
                "term_system",
                f"на листе «Календарь» нет периодов вида «{row['term_system'].label}»",
                "добавьте их туда",
            )
