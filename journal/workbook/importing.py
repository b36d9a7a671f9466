"""Bringing a school in from its workbook: read, understood, checked, compared with the diary, written."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from textwrap import shorten

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import note
from accounts.enums import AuditKind
from accounts.keep import forget
from accounts.models import AuditEntry, Slip, User
from journal.actions import draw_up_lessons
from journal.models import (
    AcademicYear,
    BellSlot,
    Course,
    CourseTeacher,
    DayOff,
    Lesson,
    RemotePeriod,
    SchoolClass,
    TimetableSlot,
)
from journal.models.bulk import insert
from journal.workbook.calendar import check_calendar, year_of
from journal.workbook.checking import Book, check
from journal.workbook.comparing import Comparison, Line, compare, counted, refuse
from journal.workbook.differences import Difference
from journal.workbook.parsing import parse
from journal.workbook.problems import Problem, Refused
from journal.workbook.reading import read

ENOUGH = 900  # keys in one statement, on any database
# Drawing up a year takes longer than all the rest, and on SQLite every other writer waits for it.
DRAWN_FROM = {
    AcademicYear,
    BellSlot,
    Course,
    Course.classes.through,
    CourseTeacher,
    DayOff,
    RemotePeriod,
    SchoolClass,
    TimetableSlot,
}
LONGEST_DETAIL = AuditEntry._meta.get_field("detail").max_length


class Outdated(Exception):
    """The diary has changed since the person saw what the workbook would change: `comparison` is how it is now."""

    def __init__(self, comparison: Comparison):
        super().__init__()
        self.comparison = comparison


class Doubtful(Refused):
    """It looks like a wrong file, and nobody has said that this is meant."""

    def __init__(self, comparison: Comparison):
        super().__init__([*map(missing, comparison.mass_endings), *moved(comparison)])
        self.comparison = comparison


@dataclass(frozen=True)
class Report:
    """What an import did, or would do."""

    lines: tuple[Line, ...]

    @property
    def changes_nothing(self) -> bool:
        return all(line.is_empty for line in self.lines)


def foresee(source: Path | str | bytes, *, on: date, today: date, by: User | None = None) -> Comparison:
    """Return what an import from the day `on` would change; writes nothing and locks nobody out. Raises Refused."""
    return compare(understood(source), on=on, today=today, by=by)


def import_school(
    source: Path | str | bytes,
    *,
    on: date,
    at: datetime,
    by: User | None = None,
    seen: str | None = None,
    dry_run: bool = False,
    allow_mass_ending: bool = False,
    progress: Callable[[str], None] = lambda sentence: None,
) -> Report:
    """Bring the school in line with its workbook from the day `on`, wholly or not at all; raises Refused.

    What the workbook no longer has ends on the day before. More than a tenth missing, or many codes that go to other
    people, is refused unless allowed. The
    lessons of the year are drawn up anew from that day on. A dry run does all of it and takes it back. `seen`: the
    fingerprint of the comparison that was shown; raises Outdated when it is another by now.
    """
    book = understood(source, progress=progress)
    with transaction.atomic():
        progress("Сравнение с дневником")
        comparison = compare(book, on=on, today=localdate(at), by=by)
        if seen not in {None, comparison.fingerprint}:
            raise Outdated(comparison)
        if comparison.is_doubtful and not allow_mass_ending:
            raise Doubtful(comparison)
        progress("Запись")
        for difference in comparison.differences:
            write(difference)
        end_slips(comparison.powers.rising, at=at)
        progress("Уроки по расписанию")
        report = Report((*comparison.lines, draw_up(book, comparison)))
        note_import(comparison, report, by=by, at=at)
        transaction.set_rollback(dry_run)
    forget()
    return report


def understood(source: Path | str | bytes, *, progress: Callable[[str], None] = lambda sentence: None) -> Book:
    """Return the rows of a workbook that do not contradict each other; raises Refused."""
    progress("Чтение файла")
    pages, problems = read(source)
    book, unclear = parse(pages)
    progress("Проверка")
    refuse(problems + unclear if problems else [*unclear, *check(book), *check_calendar(book)])
    return book


def missing(difference: Difference) -> Problem:
    return Problem(
        "",
        0,
        "",
        f"{difference.title}: в таблице нет {difference.missing} из {difference.live}, это больше десятой части",
        "проверьте, та ли это таблица; если всё верно, загрузите её с ключом --allow-mass-ending",
    )


def moved(comparison: Comparison) -> list[Problem]:
    """Name the codes that go to other people."""
    if not comparison.strangers:
        return []
    first = comparison.strangers[0]
    what = (
        f"под прежними кодами стоят другие люди: {len(comparison.strangers)}, "
        f"например {first.person.code}: был {first.person.full_name}, стал {first.new_name}"
    )
    advice = "похоже, строки сдвинулись; если всё верно, загрузите таблицу с ключом --allow-mass-ending"
    return [Problem("", 0, "Код", what, advice)]


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


def end_slips(people: list[User], *, at: datetime) -> None:
    """Replace the open slips of those who come to a role of the staff: whoever printed them reached a lesser way in."""
    for some in in_parts(people):
        Slip.objects.of(some).replace(at=at)


def in_parts(some: list):
    return (some[start : start + ENOUGH] for start in range(0, len(some), ENOUGH))


def draw_up(book: Book, comparison: Comparison) -> Line:
    """Bring the lessons from the effective day on in line with what has just been written.

    A new student moves no lesson: where nothing that lessons are drawn from has changed, they stand as they were drawn.
    """
    year = AcademicYear.objects.get(name=year_of(book).name)
    since = max(comparison.on, year.first_day)
    if not any(row.model in DRAWN_FROM and not counted(row).is_empty for row in comparison.differences):
        standing = Lesson.objects.filter(course__year=year, date__gte=since)
        return Line("Уроки", 0, 0, standing.count(), 0)
    drawing = draw_up_lessons(year, since=since)
    return Line("Уроки", drawing.new, drawing.corrected, drawing.unchanged, drawing.removed)


def note_import(comparison: Comparison, report: Report, *, by: User | None, at: datetime) -> None:
    """Write an import into the log, with each role, link and fact of a person that it changed."""
    if report.changes_nothing:
        return
    since = f"с {comparison.on:%d.%m.%Y}"
    said = "; ".join((since, *(line.words for line in report.lines if not line.is_empty)))
    note(AuditKind.IMPORTED, by=by, at=at, detail=shorten(said, LONGEST_DETAIL, placeholder=" …"))
    insert([AuditEntry(by=by, at=at, **vars(trace)) for trace in comparison.traces])
