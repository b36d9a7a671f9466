"""Why students were away, as their homeroom teacher says it: by the day, or by a statement for many days at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from django.utils.timezone import localdate

from accounts.models import User
from journal.actions.entries import PresenceEntry, written_on
from journal.actions.history import ledger
from journal.actions.presence import Noting
from journal.actions.refusals import Refused, unless
from journal.actions.roster import Rosters
from journal.actions.standing import fresh_lessons
from journal.enums import Presence, Way
from journal.models import Attendance, Lesson, Mark
from journal.rules import openness

NO_LESSONS = "В эти дни отмечать нечего: уроков у ученика нет, они отменены или период закрыт."


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """What is to stand in the place of a student's absences of one day; `seen`: those its author saw, by `seen_of`."""

    student: User
    day: date
    presence: Presence
    seen: str
    reason: str
    by: User
    at: datetime

    @property
    def key(self) -> tuple[int, date]:
        return (self.student.pk, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A paper that explains all lessons of a student from one day to another, those to come included."""

    student: User
    first_day: date
    last_day: date
    presence: Presence
    reason: str
    by: User
    at: datetime


@dataclass(frozen=True)
class Explained:
    """At how many lessons a statement stands now, and at how many not: the student was there; the term is closed."""

    lessons: int
    attended: int
    closed: int


def seen_of(rows: Iterable[Attendance]) -> str:
    """Return a student's absences of a day as a page keeps them: «12.absent 15.ill»."""
    return " ".join(f"{row.lesson_id}.{row.presence}" for row in sorted(rows, key=lambda row: row.lesson_id))


def explain_days(entries: Sequence[DayEntry], *, way: Way = Way.FORM) -> list[DayEntry]:
    """Put reasons in the place of absences; returns the entries whose days stand otherwise than their authors saw.

    Of those nothing is written. Raises Refused for what is not the homeroom teacher's to note.
    """
    keys = {entry.key for entry in entries}
    courses = set(_absences(keys).values_list("lesson__course", flat=True))
    with ledger(courses, way=way) as book:
        days = _open_days(_absences(keys), written_on(entries))
        rows = [row for of_day in days.values() for row in of_day]
        rosters = Rosters([row.lesson for row in rows], [entry.student for entry in entries])
        noting = Noting(book, rosters=rosters, known={(row.lesson_id, row.student_id): row for row in rows})
        stale = [entry for entry in entries if not days[entry.key] or seen_of(days[entry.key]) != entry.seen]
        for entry in entries:
            if entry not in stale:
                _explain(noting, entry, days[entry.key])
        noting.write()
    return stale


def explain_by_statement(statement: Statement, *, way: Way = Way.FORM) -> Explained:
    """Write the reason on every lesson of the student on these days; a lesson drawn up later has none.

    Left alone is a lesson at which the student was: came late, or got a mark there; and one of a closed term. Raises
    Refused: nothing to note.
    """
    unless(openness.absence_too_long(statement.first_day, statement.last_day))
    lessons = Lesson.objects.attended_by(statement.student).between(statement.first_day, statement.last_day).held()
    with ledger(set(lessons.values_list("course", flat=True)), way=way) as book:
        standing = fresh_lessons(lessons, on=localdate(statement.at))
        fresh = sorted(filter(_is_open, standing.values()), key=attrgetter("starts_at"))
        known = {(row.lesson_id, row.student_id): row for row in _noted(statement.student, fresh)}
        noting = Noting(book, rosters=Rosters(fresh, [statement.student]), known=known)
        attended = _attended(statement.student, fresh, known)
        for lesson in fresh:
            if lesson.pk not in attended:
                noting.take(_note(statement, lesson))
        noting.write()
    if not fresh:
        raise Refused(NO_LESSONS)
    closed = sum(lesson.cancelled_at is None and lesson.closed_term is not None for lesson in standing.values())
    return Explained(len(fresh) - len(attended), len(attended), closed)


def _absences(keys):
    """Return the absences of some days of some students, and of no more lessons than are held."""
    students, days = {student for student, _ in keys}, {day for _, day in keys}
    return Attendance.objects.away().filter(student__in=students, date__in=days, lesson__cancelled_at__isnull=True)


def _open_days(absences, today) -> dict[tuple[int, date], list[Attendance]]:
    """Return the absences that may be changed, each with its fresh lesson, by student and day."""
    rows, days = list(absences.select_related("lesson").order_by("date", "lesson__number")), defaultdict(list)
    lessons = fresh_lessons((row.lesson for row in rows), on=today)
    for row in rows:
        row.lesson = lessons[row.lesson_id]
        if _is_open(row.lesson):
            days[row.student_id, row.date].append(row)
    return days


def _is_open(lesson) -> bool:
    return lesson.cancelled_at is None and lesson.closed_term is None


def _explain(noting, entry, rows):
    """Note the reason at the lessons of the day to which it can apply; one at least."""
    refusals = {row: _refusal(row, entry) for row in rows}
    if all(refusals.values()):
        raise Refused(f"{entry.student.list_name}, {entry.day:%d.%m.%Y}. {refusals[rows[0]]}")
    for row, refusal in refusals.items():
        if not refusal:
            noting.take(_note(entry, row.lesson))


def _refusal(row, entry):
    has_begun = row.lesson.starts_at <= entry.at
    return openness.not_the_homerooms(Presence(row.presence), entry.presence, has_begun=has_begun)


def _note(entry, lesson) -> PresenceEntry:
    said = {"presence": entry.presence, "reason": entry.reason, "by": entry.by, "at": entry.at}
    return PresenceEntry(lesson=lesson, student=entry.student, **said)


def _noted(student, lessons):
    return Attendance.objects.of(student).filter(lesson__in=lessons)


def _attended(student, lessons, known) -> set[int]:
    """Return the lessons at which the student was, as their teachers have noted."""
    away = {row.lesson_id for row in known.values() if row.is_away}
    late = {row.lesson_id for row in known.values() if row.presence == Presence.LATE}
    marks = Mark.objects.of(student).counted().filter(work__lesson__in=lessons, done_on__isnull=True)
    return late | set(marks.values_list("work__lesson", flat=True)) - away
