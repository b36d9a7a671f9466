"""Cells of the journal as they are typed: each of a batch is saved, asked about or refused, and the answer is kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.models import User
from journal.actions.entries import MarkEntry, PresenceEntry
from journal.actions.history import ledger
from journal.actions.marking import Marking
from journal.actions.presence import Noting
from journal.actions.refusals import Conflict, Refused, unless
from journal.actions.roster import KnownRosters
from journal.actions.works import insert_oral_work, oral_work_of
from journal.enums import Matter, Presence, Way
from journal.models import Change, Lesson, Mark, Operation, Work
from journal.models.bulk import insert
from journal.models.cells import Cells, cells_of
from journal.rules import openness
from journal.rules.cells import Base, Cell, Column

NOT_ON_ROSTER = "Ученика нет в списке этого урока."


@dataclass(frozen=True, kw_only=True)
class CellEntry:
    """The whole state that a cell is to have, and what its author saw there (`base`).

    `sure`: whether the author has confirmed a mark of one who was not there. `key`: of an operation that may come
    again, None of a plain form.
    """

    column: Column
    student_id: int
    base: Base
    wanted: Cell
    sure: bool = False
    key: UUID | None = None
    typed_at: datetime | None = None

    @property
    def name(self) -> str:
        return f"{self.column}-{self.student_id}"


class Status(StrEnum):
    """What became of an entry."""

    OK = "ok"
    ASK = "ask"
    REFUSED = "refused"


@dataclass(frozen=True)
class Answer:
    """What an entry was answered: what stands now, and why it is not what was wanted.

    Of a question: `wanted` is what its author meant, `by` and `at` say who wrote what stands when somebody else has,
    and are empty when the question is about an absent student. People stand here by their keys alone.
    """

    cell: str
    status: Status
    base: str
    value: str
    reason: str = ""
    wanted: str = ""
    by: int | None = None
    at: str = ""


@dataclass(frozen=True)
class Saved:
    """The answers to a batch in its order, and the touched columns as they stand."""

    answers: list[Answer]
    cells: Cells


class Foreign(Refused):
    """Some entries are not about the author's own lessons of this journal; nothing of the batch was written."""

    def __init__(self, entries: Sequence[CellEntry]):
        super().__init__("Этого урока или ученика нет в вашем журнале. Возможно, урок ведёт уже другой учитель.")
        self.entries = entries


def save_cells(course: int, entries: Sequence[CellEntry], *, by: User, at: datetime) -> Saved:
    """Save the cells of a journal; an operation that came before is answered as it was then.

    Raises Foreign, and then nothing is written. Six queries for a mark at a lesson that has its oral work.
    """
    try:
        with transaction.atomic():
            return _save(course, entries, {}, by=by, at=at)
    except IntegrityError:
        # Most operations come once: that one came again is told by its key when all is done, and undone.
        keys = [entry.key for entry in entries if entry.key]
        known = Operation.objects.of(by).filter(key__in=keys)
        answered = {operation.key: Answer(**operation.answer) for operation in known}
        return _save(course, entries, answered, by=by, at=at)


def _save(course, entries, answered, *, by, at) -> Saved:
    new = [entry for entry in entries if entry.key not in answered]
    with ledger([course], way=Way.GRID) as book:
        batch = Batch(course, entries, book, by=by, at=at)
        answers = {entry.name: batch.answer(entry) for entry in new}
        batch.write()
        operations = [(entry.key, answers[entry.name]) for entry in new if entry.key]
        insert([Operation(user=by, key=key, answer=asdict(answer), at=at) for key, answer in operations])
    return Saved([answered.get(entry.key) or answers[entry.name] for entry in entries], batch.cells)


class Batch:
    """Entries taken one by one into the cells of some columns, then written together."""

    def __init__(self, course, entries, book, *, by, at):
        self.book, self.by, self.at = book, by, at
        self.cells = cells_of((entry.column for entry in entries), course=course, by=by)
        if foreign := [entry for entry in entries if not self._is_known(entry)]:
            raise Foreign(foreign)
        self.rosters = KnownRosters(self.cells.memberships.values(), self.cells.addressees)
        self.marking = Marking(book, rosters=self.rosters, known=self.cells.marks, noted={})
        self.noting = Noting(book, rosters=self.rosters, known=self.cells.attendances)

    def answer(self, entry: CellEntry) -> Answer:
        """Take one entry and say what became of it; refused or asked about, it changes nothing."""
        try:
            question = self._question(entry)
            if question is None:
                self._take(entry)
        except Conflict as conflict:
            question = {"by": conflict.standing.given_by_id, "at": conflict.standing.changed_at.isoformat()}
        except Refused as refused:
            return self._said(entry, Status.REFUSED, reason=str(refused))
        if question is not None:
            return self._said(entry, Status.ASK, wanted=str(entry.wanted), **question)
        return self._said(entry, Status.OK)

    def write(self) -> None:
        self.marking.write()
        self.noting.write()

    def _is_known(self, entry):
        columns = self.cells.works if entry.column.is_work else self.cells.lessons
        return entry.column.pk in columns and entry.student_id in self.cells.students

    def _lesson(self, entry) -> Lesson:
        if entry.column.is_work:
            return self.cells.works[entry.column.pk].lesson
        return self.cells.lessons[entry.column.pk]

    def _work(self, entry) -> Work | None:
        if entry.column.is_work:
            return self.cells.works[entry.column.pk]
        return self.cells.oral_work(entry.column.pk)

    def _mark(self, entry) -> Mark | None:
        work = self._work(entry)
        return work and self.cells.marks.get((work.pk, entry.student_id))

    def _presence(self, entry) -> Presence:
        return self.cells.presence(self._lesson(entry).pk, entry.student_id)

    def _question(self, entry) -> dict | None:
        """Return what is to be asked before the entry is taken, None for nothing."""
        stands, mark = self._presence(entry), self._mark(entry)
        seen, wanted = entry.base.presence, entry.wanted.presence
        if not entry.column.is_work and wanted != seen and stands not in (seen, wanted):
            return self._who_noted(entry)
        is_new = any(entry.wanted.mark) and not (mark and mark.digits)
        done_later = mark and mark.done_on
        if is_new and not entry.sure and not done_later and openness.mark_of_absent(stands):
            return {}
        return None

    def _who_noted(self, entry) -> dict:
        notes = Change.objects.about(Matter.PRESENCE).filter(lesson=self._lesson(entry), student=entry.student_id)
        last = notes.newest_first().first()
        return {"by": last.by_id, "at": last.at.isoformat()}

    def _take(self, entry) -> None:
        lesson, stands = self._lesson(entry), self._presence(entry)
        if not self.rosters.covers(lesson.course_id, entry.student_id, lesson.date):
            raise Refused(NOT_ON_ROSTER)
        if entry.column.is_work:
            unless(openness.presence_beside_a_work(entry.wanted.presence))
        noted = self._noted(entry, stands)
        unless(openness.reason_of_the_homeroom(stands, noted))
        if noted != stands:
            unless(openness.presence_before_its_day(lesson.date, localdate(self.at)))
        mark = self._mark(entry)
        if entry.wanted.mark != (mark.content if mark else Cell().mark):
            self._give(entry, lesson, mark)
        if noted != stands:
            said = {"by": self.by, "at": self.at, "typed_at": entry.typed_at}
            student = self.cells.students[entry.student_id]
            self.noting.take(PresenceEntry(lesson=lesson, student=student, presence=noted, **said))

    def _noted(self, entry, stands) -> Presence:
        """Return what is to be noted beside the student: Н in the place of a reason changes nothing."""
        seen, wanted = entry.base.presence, entry.wanted.presence
        if entry.column.is_work or wanted == seen or (wanted == Presence.ABSENT and stands in Presence.away()):
            return stands
        return wanted

    def _give(self, entry, lesson, mark):
        work, own = self._work(entry), {}
        if mark:
            received = mark.received_on if mark.received_reason else None
            own = {"comment": mark.comment, "done_on": mark.done_on}
            own |= {"received_on": received, "received_reason": mark.received_reason}
        value, second, dot = entry.wanted.mark
        given = MarkEntry(
            work=work or oral_work_of(lesson, by=self.by, at=self.at),
            student=self.cells.students[entry.student_id],
            value=value,
            second_value=second,
            not_handed_in=dot,
            version=entry.base.version,
            by=self.by,
            at=self.at,
            typed_at=entry.typed_at,
            **own,
        )
        if work is None:
            # Not before it is known that the mark can stand: nothing may be left of a refused one.
            self.marking.demand(given)
            insert_oral_work(given.work, self.book)
            self.cells.works[given.work.pk] = given.work
        self.marking.take(given)

    def _said(self, entry, status, **why) -> Answer:
        mark, noted = self._mark(entry), Presence.PRESENT if entry.column.is_work else self._presence(entry)
        stands = Cell(*mark.content, noted) if mark else Cell(presence=noted)
        base = Base(mark.version if mark else 0, noted)
        return Answer(entry.name, status, str(base), str(stands), **why)
