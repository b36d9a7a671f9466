"""Everything about one child handed over, and a person's data destroyed with an act."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import note
from accounts.enums import AuditKind
from accounts.models import AuditEntry, User, take
from accounts.names import NAMELESS_CODE
from journal.actions.absence import forget_notes
from journal.actions.refusals import Refused, unless
from journal.enums import DestructionReason
from journal.models import Exemption, Student
from journal.models.about import DESTROYED, about, every, what_keeps
from journal.rules.destruction import destroyed_early

# What the row of a person, to which the journal points, is called from then on.
NAMELESS = ("Данные", "уничтожены")


@dataclass(frozen=True)
class Section:
    """One table of the archive in words."""

    title: str
    file: str
    head: list[str]
    rows: list[list[str]]
    # Titles of columns for which the page to read has no room.
    aside: list[str]

    @property
    def head_to_read(self) -> list[str]:
        return self._to_read(self.head)

    @property
    def rows_to_read(self) -> list[list[str]]:
        return [self._to_read(row) for row in self.rows]

    def _to_read(self, row):
        return [cell for title, cell in zip(self.head, row, strict=True) if title not in self.aside]


@dataclass(frozen=True)
class Destroyed:
    """What the act and the extract of the log name, for the last time; it is kept on paper alone."""

    full_name: str
    code: str
    categories: list[tuple[str, int]]
    log: list[AuditEntry]


@transaction.atomic
def give_archive(child: Student, *, request: str, by: User, at: datetime) -> list[Section]:
    """Return all that the diary holds about a child, the handing over included; `request` is its number and day."""
    note(AuditKind.ARCHIVED, by=by, at=at, person=child, detail=request)
    return [
        Section(table.title, table.file, table.head, list(table.rows_about(child)), table.head_aside)
        for table in every("ARCHIVE")
    ]


@transaction.atomic
def destroy(person: User, *, reason: DestructionReason, act: str, by: User, at: datetime) -> Destroyed:
    """Wipe the name and all rows about a person; the journal stays, and points to a row without a name.

    Raises Refused: before the term, a second time, oneself. Source: 152-ФЗ, 21; order 179 of Roskomnadzor, 28.10.2022.
    """
    known = User.objects.select_for_update().get(pk=person.pk)
    _demand_may_be_destroyed(known, by=by, at=at)
    full_name, code = known.full_name, known.code
    note(AuditKind.DESTROYED, by=by, at=at, person=known, detail=f"Акт № {act}. {reason.label}.")
    # With the names of those who acted, of whom the person may be one.
    log = list(AuditEntry.objects.about(known).with_people().newest_first())
    categories = [("Имя, дата рождения, логин, эл. почта", 1), *_wiped(known)]
    _call_nameless(known, at=at)
    # Words that the database itself keeps while the person is known.
    categories += [(title, empty(known)) for title, empty in every("EMPTIED")]
    return Destroyed(full_name, code, [(title, number) for title, number in categories if number], log)


def rehearse(person: User, *, reason: DestructionReason, act: str, by: User, at: datetime) -> Destroyed:
    """Return what `destroy` would, for the act to be printed before; everything stays. Raises Refused."""
    with transaction.atomic():
        done = destroy(person, reason=reason, act=act, by=by, at=at)
        transaction.set_rollback(True)
    _, *before = done.log
    return replace(done, log=before)


def _demand_may_be_destroyed(person, *, by, at):
    if person.destroyed_at:
        raise Refused("Данные этого человека уже уничтожены.")
    if person.pk == by.pk:
        raise Refused("Свои данные уничтожить нельзя: это сделает другой администратор.")
    unless(destroyed_early(what_keeps(person), localdate(at)))


def _wiped(person) -> Iterator[tuple[str, int]]:
    yield "Сообщения семьи об отсутствии", forget_notes(person)
    yield "Основания освобождений", Exemption.objects.filter(student=person).update(ground=DESTROYED)
    for model, title, keys in every("WIPED"):
        yield title, model._base_manager.filter(about(person, keys)).delete()[0]


def _call_nameless(person, *, at):
    if person.login:
        take([person.login], at=at)
    # The code is the workbook's and may come back with another person.
    person.code = f"{NAMELESS_CODE}{person.pk}"
    person.call(*NAMELESS)
    person.set_unusable_password()
    person.born_on = person.login = person.last_login = None
    person.email, person.locked_at, person.destroyed_at = "", at, at
    person.save()
