"""Who was at a lesson."""

from collections.abc import Sequence

from journal.actions.entries import PresenceEntry
from journal.actions.history import ledger
from journal.actions.refusals import demand_room
from journal.actions.roster import Rosters
from journal.actions.standing import demand_open_lesson, fresh_lessons, settle
from journal.enums import Matter, Presence, Way
from journal.models import Attendance, Change
from journal.models.bulk import insert, of, update

FIELDS = ("presence", "recorded_at", "recorded_on", "emptied_on")


def note_presence(entries: Sequence[PresenceEntry], *, way: Way = Way.FORM) -> None:
    """Note absences and late arrivals, all or none. Raises Refused: closed, cancelled, or not on the roster."""
    with ledger((entry.lesson.course_id for entry in entries), way=way) as book:
        lessons, known = fresh_lessons(entry.lesson for entry in entries), _known(entries)
        rosters = Rosters(lessons.values(), (entry.student for entry in entries))
        changed = {}
        for entry in entries:
            lesson = lessons[entry.lesson.pk]
            demand_open_lesson(lesson)
            demand_room(Change, reason=entry.reason)
            rosters.demand(lesson.course_id, entry.student, lesson.date)
            if row := _take(lesson, entry, known, book):
                changed[row.lesson_id, row.student_id] = row
        update([row for row in changed.values() if row.pk], FIELDS)
        insert([row for row in changed.values() if not row.pk])


def _known(entries):
    rows = Attendance.objects.filter(lesson__in={entry.lesson.pk for entry in entries})
    rows = of({entry.student.pk for entry in entries}, rows)
    return {(row.lesson_id, row.student_id): row for row in rows}


def _take(lesson, entry, known, book) -> Attendance | None:
    """Put the entry into its row; None when nothing changes."""
    key = (lesson.pk, entry.student.pk)
    row = known.get(key) or Attendance(lesson=lesson, student_id=entry.student.pk, date=lesson.date)
    old, new = Presence(row.presence), entry.presence
    if old == new:
        return None
    known[key] = row
    row.presence = new
    # A reason put in the place of Н is a correction, and a late arrival is no absence.
    settle(row, "", stood=old in Presence.away(), stands=row.is_away, at=entry.at)
    book.note(
        Matter.PRESENCE,
        course_id=lesson.course_id,
        lesson_id=lesson.pk,
        student_id=entry.student.pk,
        old=_said(old),
        new=_said(new),
        by=entry.by,
        at=entry.at,
        typed_at=entry.typed_at,
        reason=entry.reason,
    )
    return row


def _said(presence: Presence) -> str:
    return "" if presence == Presence.PRESENT else presence.label
