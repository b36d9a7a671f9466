"""Who was at a lesson."""

from collections.abc import Sequence
from dataclasses import replace

from journal.actions.entries import PresenceEntry, written_on
from journal.actions.history import Ledger, ledger
from journal.actions.refusals import demand_room
from journal.actions.roster import Rosters
from journal.actions.standing import demand_open_lesson, fresh_lessons, settle
from journal.enums import Matter, Presence, Way
from journal.models import Attendance, Change
from journal.models.bulk import insert, of, update
from journal.models.said import presence_said

FIELDS = ("presence", "recorded_at", "recorded_on", "emptied_on")


def note_presence(entries: Sequence[PresenceEntry], *, way: Way = Way.FORM) -> None:
    """Note absences and late arrivals, all or none. Raises Refused: closed, cancelled, or not on the roster."""
    with ledger((entry.lesson.course_id for entry in entries), way=way) as book:
        lessons = fresh_lessons((entry.lesson for entry in entries), on=written_on(entries))
        rosters = Rosters(lessons.values(), (entry.student for entry in entries))
        noting = Noting(book, rosters=rosters, known=_known(entries))
        for entry in entries:
            noting.take(replace(entry, lesson=lessons[entry.lesson.pk]))
        noting.write()


class Noting:
    """What is noted beside the students of a batch; all entries must name fresh lessons."""

    def __init__(self, book: Ledger, *, rosters: Rosters, known: dict[tuple[int, int], Attendance]):
        self.book, self.rosters, self.known = book, rosters, known
        self.changed: dict[tuple[int, int], Attendance] = {}

    def take(self, entry: PresenceEntry) -> None:
        """Put the entry into its row. Raises Refused, and then nothing has changed."""
        lesson = entry.lesson
        demand_open_lesson(lesson)
        demand_room(Change, reason=entry.reason)
        self.rosters.demand(lesson.course_id, entry.student, lesson.date)
        key = (lesson.pk, entry.student.pk)
        row = self.known.get(key) or Attendance(lesson=lesson, student_id=entry.student.pk, date=lesson.date)
        if _put(row, entry, self.book):
            self.known[key] = self.changed[key] = row

    def write(self) -> None:
        rows = list(self.changed.values())
        update([row for row in rows if row.pk], FIELDS)
        insert([row for row in rows if not row.pk])


def _known(entries):
    rows = Attendance.objects.filter(lesson__in={entry.lesson.pk for entry in entries})
    rows = of({entry.student.pk for entry in entries}, rows)
    return {(row.lesson_id, row.student_id): row for row in rows}


def _put(row, entry, book) -> bool:
    """Put the entry into the row and its change into the history; tell whether anything changed."""
    old, new = Presence(row.presence), entry.presence
    if old == new:
        return False
    row.presence = new
    # A reason put in the place of Н is a correction, and a late arrival is no absence.
    settle(row, "", stood=old in Presence.away(), stands=row.is_away, at=entry.at)
    book.note(
        Matter.PRESENCE,
        course_id=entry.lesson.course_id,
        lesson_id=entry.lesson.pk,
        student_id=entry.student.pk,
        old=presence_said(old),
        new=presence_said(new),
        by=entry.by,
        at=entry.at,
        typed_at=entry.typed_at,
        reason=entry.reason,
    )
    return True
