"""What people come to by a workbook and what they lose: their way into the diary, and the offices of the school."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.enums import Role
from accounts.models import User
from journal.workbook import sheets
from journal.workbook.dated import Stored
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
    "таблица даёт новую роль или ребёнка вам самим",
    "пусть эту таблицу загрузит другой администратор или тот, кто ведёт сервер",
)
BACKDATED = (
    "день, с которого действует таблица, уже прошёл",
    "поставьте сегодняшний или более поздний день; прошедшим загружают только первую таблицу учебного года",
)
ORDERLESS = ("у новой роли директора не указан приказ", "впишите номер и день приказа")


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
    """People of the diary who will have no role any more, those who come back, and the changes of offices."""

    leaving: list[User]
    returning: list[User]
    offices: list[Office]


def powers_of(known: Known) -> Powers:
    """Return what the roles mean for people on the day they feel it, in the order of a list."""
    before, after = (_held(rows, known) for rows in (known.roles.before, known.roles.after))
    had, have = ({person for person, _ in held} for held in (before, after))
    return Powers(
        leaving=_people(had - have, known),
        returning=[person for person in _people(have - had, known) if person.pk],
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


def check_powers(book, known: Known, links: Difference, by: User) -> Iterator[Problem]:
    """Name what is not an administrator's to give by a workbook (regulation, 3.1), or to take: the own role."""
    own = looked_up(by.code)
    if (own, Role.ADMINISTRATOR) not in _held(known.roles.after, known):
        what = "таблица заканчивает вашу роль администратора"
        advice = "впишите себя с этой ролью; закончить её может директор или другой администратор"
        yield Problem(sheets.STAFF.name, 0, sheets.STAFF["roles"].title, what, advice)
    for row in known.roles.after:
        if not any(_covers(term, row) for term in known.roles.before) and (refusal := _not_ones_to_give(row, own)):
            yield Problem(*_place(book, row), *refusal)
    for link in links.new:
        if link.guardian.pk == by.pk:
            yield Problem(sheets.PARENTS.name, 0, "", *TO_ONESELF)


def _covers(term: Stored, row: Stored) -> bool:
    ends_within = term.until is None or (row.until is not None and row.until <= term.until)
    return term.track == row.track and term.since <= row.since and ends_within


def _not_ones_to_give(row: Stored, own: str) -> tuple[str, str] | None:
    """Return what is wrong with a role that is new, or lasts longer than it did, and what to do."""
    person, role = row.track
    if role == Role.ADMINISTRATOR:
        return APPOINTED
    if person == own:
        return TO_ONESELF
    return ORDERLESS if role == Role.DIRECTOR and not row.fields["order"] else None


def _place(book, stored) -> tuple[str, int, str]:
    """Return the sheet, the row and the column where a role comes from; of one that follows from a sheet, the sheet."""
    code, role = stored.track
    for row in book[sheets.STAFF]:
        if looked_up(row["code"]) == code and role in row["roles"]:
            return sheets.STAFF.name, row.number, sheets.STAFF["roles"].title
    return sheets.PARENTS.name, 0, ""
