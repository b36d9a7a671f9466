"""What an import writes into the log about each person: roles, children, and which facts have changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.enums import AuditKind, Ground, Role
from accounts.models import Guardianship, HeldRole, User
from accounts.rules.desk import term_said
from journal.workbook.dated import Move
from journal.workbook.differences import Difference
from journal.workbook.school import Known


@dataclass(frozen=True)
class Trace:
    """A line of the log about a person, and of a link about the one on its other side; no name stands in it."""

    kind: AuditKind
    person: User
    other: User | None
    detail: str


def traces_of(differences: Iterable[Difference], known: Known) -> list[Trace]:
    """Return the lines in which an import is written down, in the order in which it is done."""
    by_model = {row.model: row for row in differences}
    return [
        *_facts(by_model[User], known),
        *(_role(move, known) for move in by_model[HeldRole].moves),
        *(_link(move, known) for move in by_model[Guardianship].moves),
    ]


def _facts(people, known) -> Iterator[Trace]:
    """Name the facts that change, and never what they were or are."""
    for pk, fields in people.changed:
        columns = [User._meta.get_field(name) for name in fields]
        names = ", ".join(column.verbose_name for column in columns if column.editable)
        yield Trace(AuditKind.CHANGED, known.people[known.codes_of_people[pk]], None, said(names))


def _role(move: Move, known) -> Trace:
    person, role = move.row.track
    kind = _kind(move, AuditKind.ROLE_GIVEN, AuditKind.ROLE_ENDED)
    order = move.row.fields.get("order")
    words = f"{Role(role).label} {_term(move)}{f', приказ {order}' if order else ''}"
    return Trace(kind, known.people[person], None, said(words))


def _link(move: Move, known) -> Trace:
    guardian, child = (known.people[code] for code in move.row.track)
    kind = _kind(move, AuditKind.LINKED, AuditKind.UNLINKED)
    return Trace(kind, child, guardian, said(f"{Ground(move.row.fields['ground']).label} {_term(move)}"))


def _kind(move: Move, given: AuditKind, ended: AuditKind) -> AuditKind:
    if move.gives:
        return given
    return ended if move.takes else AuditKind.CHANGED


def _term(move: Move) -> str:
    term = term_said(move.row.since, move.row.until)
    return term if move.after else f"{term}, отменено"


def said(words: str) -> str:
    return f"{words}. Школьная таблица"
