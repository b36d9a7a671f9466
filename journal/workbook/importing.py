"""Bringing a school in from its workbook: read, understood, checked, compared with the diary, written."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from accounts.keep import forget
from journal.actions import draw_up_lessons
from journal.models import AcademicYear
from journal.models.bulk import insert
from journal.workbook import days, holding, school, teaching
from journal.workbook.calendar import check_calendar, year_of
from journal.workbook.checking import Book, check
from journal.workbook.differences import Difference
from journal.workbook.parsing import parse
from journal.workbook.problems import Problem, Refused
from journal.workbook.reading import read
from journal.workbook.sheets import SHEETS

ENOUGH = 900  # keys in one statement, on any database


@dataclass(frozen=True)
class Line:
    """How many things of a kind were new, changed, unchanged, ended."""

    title: str
    new: int
    changed: int
    unchanged: int
    ended: int


@dataclass(frozen=True)
class Report:
    """What an import did, or would do."""

    lines: tuple[Line, ...]

    @property
    def changes_nothing(self) -> bool:
        return not any(line.new or line.changed or line.ended for line in self.lines)


def import_school(
    path: Path | str,
    *,
    on: date,
    dry_run: bool = False,
    allow_mass_ending: bool = False,
    progress: Callable[[str], None] = lambda sentence: None,
) -> Report:
    """Bring the school in line with its workbook from the day `on`, wholly or not at all; raises Refused.

    What the workbook no longer has ends on the day before. More than a tenth missing is refused unless allowed. The
    lessons of the year are drawn up anew from that day on. A dry run does all of it and takes it back.
    """
    progress("Чтение файла")
    pages, problems = read(path)
    book, unclear = parse(pages)
    progress("Проверка")
    refuse(problems + unclear if problems else [*unclear, *check(book), *check_calendar(book)])
    with transaction.atomic():
        progress("Сравнение с дневником")
        differences = compare(book, on=on)
        if not allow_mass_ending:
            refuse(mass_endings(differences))
        progress("Запись")
        for difference in differences:
            write(difference)
        progress("Уроки по расписанию")
        lessons = draw_up(book, on=on)
        transaction.set_rollback(dry_run)
    forget()
    return Report((*map(counted, differences), lessons))


def refuse(problems: list[Problem]) -> None:
    """Raise Refused if there are any problems, in the order of the sheets and rows."""
    if problems:
        places = {sheet.name: place for place, sheet in enumerate(SHEETS)}
        raise Refused(sorted(problems, key=lambda problem: (places.get(problem.sheet, len(places)), problem.row)))


def compare(book: Book, *, on: date) -> list[Difference]:
    """Return what is to be written, in that order; about 20 queries. Raises Refused when the past contradicts."""
    year = year_of(book)
    known = school.load(year, on)
    plain = school.compare(book, known, year)
    people = next(difference for difference in plain if difference.title == "Люди")
    enrolments, enrolled = holding.compare_enrolments(book, known)
    differences = [
        *plain,
        *days.compare(book, known),
        holding.compare_roles(book, known, people),
        holding.compare_homerooms(book, known),
        enrolments,
        holding.compare_guardianships(book, known),
        teaching.compare_teachers(book, known),
        teaching.compare_members(book, known, enrolled),
        teaching.compare_slots(book, known),
    ]
    refuse(known.problems)
    return differences


def mass_endings(differences: list[Difference]) -> list[Problem]:
    return [
        Problem(
            "",
            0,
            "",
            f"{difference.title}: в таблице нет {difference.missing} из {difference.live}, это больше десятой части",
            "проверьте, та ли это таблица; если всё верно, загрузите её с ключом --allow-mass-ending",
        )
        for difference in differences
        if difference.is_mass_ending
    ]


def write(difference: Difference) -> None:
    """Write one kind of rows. What never began goes first: what takes its place may begin on the same day."""
    objects = difference.model._base_manager
    for keys in in_parts(difference.never_began):
        objects.filter(pk__in=keys).delete()
    alike = defaultdict(list)
    for key, fields in difference.changed + difference.ended:
        alike[tuple(sorted(fields.items()))].append(key)
    for fields, all_keys in alike.items():
        for keys in in_parts(all_keys):
            objects.filter(pk__in=keys).update(**dict(fields))
    insert(difference.new)
    for created, fields in difference.linked:
        objects.filter(pk=created.pk).update(**fields)


def in_parts(keys: list[int]):
    return (keys[start : start + ENOUGH] for start in range(0, len(keys), ENOUGH))


def draw_up(book: Book, *, on: date) -> Line:
    """Bring the lessons from the day on in line with what has just been written."""
    year = AcademicYear.objects.get(name=year_of(book).name)
    drawing = draw_up_lessons(year, since=max(on, year.first_day))
    return Line("Уроки", drawing.new, drawing.corrected, drawing.unchanged, drawing.removed)


def counted(difference: Difference) -> Line:
    ended = len(difference.ended) + len(difference.never_began) + difference.gone
    return Line(difference.title, len(difference.new), len(difference.changed), difference.unchanged, ended)
