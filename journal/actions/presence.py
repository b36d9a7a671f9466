"""Who was at a lesson."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from journal.actions.entries import PresenceEntry
from journal.actions.history import ledger
from journal.actions.roster import Rosters
from journal.actions.standing import Openness, fresh_lessons
from journal.enums import Matter, Presence, Way
from journal.models import Attendance
from journal.models.bulk import insert, update

FIELDS = ("presence", "recorded_at", "recorded_on")


def note_presence(entries: Sequence[PresenceEntry], *, way: Way = Way.FORM) -> None:
    """Note absences and late arrivals, all or none. Raises Refused: closed, cancelled, or not on the roster."""
    with ledger((entry.lesson.course_id for entry in entries), way=way) as book:
        lessons, openness = fresh_lessons(entry.lesson for entry in entries), Openness()
        rosters = Rosters((lessons[entry.lesson.pk] for entry in entries), (entry.student for entry in entries))
        known = _known(entries)
        for entry in entries:
            lesson = lessons[entry.lesson.pk]
            openness.demand(lesson)
            rosters.demand(lesson.course_id, entry.student, lesson.date)
            _take(lesson, entry, known, book)
        insert([row for row in known.values() if row.pk is None])
        update([row for row in known.values() if row.pk is not None], FIELDS)


def _known(entries):
    rows = Attendance.objects.filter(
        lesson__in={entry.lesson.pk for entry in entries}, student__in={entry.student.pk for entry in entries}
    )
    return {(row.lesson_id, row.student_id): row for row in rows}


def _take(lesson, entry, known, book):
    key = (lesson.pk, entry.student.pk)
    row = known.get(key)
    old = row.presence if row else Presence.PRESENT
    if old == entry.presence:
        return
    if row is None:
        row = known[key] = Attendance(lesson=lesson, student_id=entry.student.pk, date=lesson.date)
    # A reason put in the place of Н is a correction: the absence stands since it was first noted.
    if not old or row.is_away != (entry.presence in Presence.away()):
        row.recorded_at, row.recorded_on = entry.at, localdate(entry.at)
    row.presence = entry.presence
    book.note(
        Matter.PRESENCE,
        course_id=lesson.course_id,
        lesson_id=lesson.pk,
        student_id=entry.student.pk,
        old=Presence(old).label if old else "",
        new=Presence(entry.presence).label if entry.presence else "",
        by=entry.by,
        at=entry.at,
        reason=entry.reason,
    )
