"""What people come to by a workbook and what they lose: their way into the diary, and the offices of the school."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.access import STAFF
from accounts.enums import Role
from accounts.models import Guardianship, HeldRole, User
from journal.models import CourseTeacher, Homeroom
from journal.workbook import sheets
from journal.workbook.dated import Move
from journal.workbook.differences import Difference
from journal.workbook.letters import looked_up
from journal.workbook.problems import Problem, Refused
from journal.workbook.school import Known

# Who holds one of these reaches the whole school; who comes to it and who leaves it is said by name.
OFFICES = (Role.DIRECTOR, Role.DEPUTY, Role.ADMINISTRATOR)

APPOINTED = (
    "администратора назначает директор, в дневнике такого назначения нет",
    "пусть директор назначит его на странице «Назначение», или уберите роль",
)
TO_ONESELF = (
    "таблица даёт новую роль, ребёнка, класс или курс вам самим",
    "пусть эту таблицу загрузит другой администратор или тот, кто ведёт сервер",
)
BACKDATED = (
    "день, с которого действует таблица, уже прошёл",
    "поставьте сегодняшний или более поздний день; прошедшим загружают только первую таблицу учебного года",
)
# Or the administrator would come in as the director, or past them.
DIRECTED = (
    "таблица даёт, заканчивает или переносит роль директора",
    "верните строку директора, какой она была; директора меняет тот, кто ведёт сервер, загрузив таблицу там",
)
# Whose children, class and course a row gives: by the model, its sheet and column, and the person in the row.
REACHES = (
    (Guardianship, sheets.PARENTS, "children", lambda row: row.track[0]),
    (Homeroom, sheets.CLASSES, "homeroom", lambda row: row.value),
    (CourseTeacher, sheets.COURSES, "teacher", lambda row: row.value),
)


class Backdated(Refused):
    """The workbook is to take effect from a day that has passed, and that is nobody's to ask for by the page."""

    def __init__(self):
        super().__init__([Problem("", 0, "", *BACKDATED)])


@dataclass(frozen=True)
class Office:
    """An office that a person comes to, or leaves."""

    person: User
    role: Role
    is_given: bool


@dataclass(frozen=True)
class Powers:
    """People of the diary who will have no role any more, those who come back, and the changes of offices.

    `rising`: those who come to a role of the staff, whatever the day.
    """

    leaving: list[User]
    returning: list[User]
    rising: list[User]
    offices: list[Office]


def powers_of(known: Known, roles: Difference) -> Powers:
    """Return what the roles mean for people on the day they feel it, in the order of a list."""
    before, after = (_held(rows, known) for rows in (known.roles.before, known.roles.after))
    rising = {move.row.track[0] for move in roles.moves if move.gives and move.row.track[1] in STAFF}
    had, have = ({person for person, _ in held} for held in (before, after))
    return Powers(
        leaving=_people(had - have, known),
        returning=[person for person in _people(have - had, known) if person.pk],
        rising=[person for person in _people(rising, known) if person.pk],
        offices=[*_offices(after - before, known, is_given=True), *_offices(before - after, known, is_given=False)],
    )


def _held(rows, known) -> set[tuple[str, str]]:
    return {row.track for row in rows if row.since <= known.felt_on and row.is_live(known.felt_on)}


def _people(codes, known) -> list[User]:
    return sorted((known.people[code] for code in codes), key=lambda person: (person.sort_key, person.code))


def _offices(tracks, known, *, is_given) -> Iterator[Office]:
    for office in OFFICES:
        people = {person for person, role in tracks if role == office}
        yield from (Office(person, office, is_given) for person in _people(people, known))


def demand_day(known: Known) -> None:
    """Refuse to change by the page what has passed; before the first load of a year the year had no past here."""
    if known.on < known.today and not (known.is_first_load and known.on >= known.year_begins):
        raise Backdated


def check_powers(book, known: Known, differences: Iterable[Difference], by: User) -> Iterator[Problem]:
    """Name what is not an administrator's to give by a workbook (regulation, 3.1), or to take: the own role."""
    own, moves = looked_up(by.code), {row.model: row.moves for row in differences}
    if (own, Role.ADMINISTRATOR) not in _held(known.roles.after, known):
        what = "таблица заканчивает вашу роль администратора"
        advice = "впишите себя с этой ролью; закончить её может директор или другой администратор"
        yield Problem(sheets.STAFF.name, 0, sheets.STAFF["roles"].title, what, advice)
    for move in moves[HeldRole]:
        if refusal := _not_ones_to_move(move, own):
            yield Problem(*_place(book, move.row), *refusal)
    for model, sheet, column, person in REACHES:
        if any(move.gives and person(move.row) == own for move in moves[model]):
            yield Problem(sheet.name, 0, sheet[column].title, *TO_ONESELF)


def _not_ones_to_move(move: Move, own: str) -> tuple[str, str] | None:
    """Return what is wrong with a role that is given, ended, or lasts another time than it did, and what to do."""
    person, role = move.row.track
    if role == Role.DIRECTOR and (move.gives or move.takes):
        return DIRECTED
    if not move.gives:
        return None
    if role == Role.ADMINISTRATOR:
        return APPOINTED
    return TO_ONESELF if person == own else None


def _place(book, stored) -> tuple[str, int, str]:
    """Return the sheet, the row and the column where a role comes from; where no row has it, the sheet."""
    code, role = stored.track
    for row in book[sheets.STAFF]:
        if looked_up(row["code"]) == code and role in row["roles"]:
            return sheets.STAFF.name, row.number, sheets.STAFF["roles"].title
    if role == Role.PARENT:
        return sheets.PARENTS.name, 0, sheets.PARENTS["children"].title
    return sheets.STAFF.name, 0, sheets.STAFF["roles"].title
