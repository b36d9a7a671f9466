"""The days of a diary: lessons with what was said, given and promised at them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from accounts.prepared import prepared
from accounts.russian import day_month, plural, short_date
from journal.enums import Duty, Presence
from journal.models import DayOff, Lesson, Mark, Work, owed_to, with_correction
from journal.rules.deadlines import DEADLINES
from journal.views.family.child import Child
from journal.views.family.reminding import Beside, Reminding
from journal.views.family.said import Said, homework_of, topic_of
from journal.views.family.shown import ShownMark, shown

AWAY_IN_WORDS = {
    Presence.ABSENT: "не был(а) на уроке",
    Presence.LATE: "опоздание",
    Presence.ILL: "по болезни",
    Presence.EXCUSED: "по уважительной причине",
    Presence.UNEXCUSED: "без уважительной причины",
}


# What a diary shows of a lesson: half of its columns, and less of its course and its teacher.
READ_OF_LESSONS = (
    *("number", "date", "starts_at", "room", "mode", "cancelled_at", "cancel_reason", "topic", "replaces"),
    *("homework", "homework_not_set", "homework_is_listed", "homework_due_on"),
    *("topic_deadline_on", "homework_deadline_on"),
    *("course__kind", "course__grade", "course__homework_since", "course__homework_until", "course__subject__name"),
    *("teacher__surname", "teacher__name", "teacher__patronymic", "teacher__destroyed_at"),
)


@dataclass(frozen=True)
class Promise:
    """A mark that the school owes for a work already done, or will owe for one that is to come."""

    label: str
    date: date
    due: date
    is_late: bool
    beside: Beside | None = None
    clause: str = DEADLINES[Duty.WRITTEN].clause

    @property
    def text(self) -> str:
        """Words after the name of the work; after the due day they say so, and no more."""
        if self.is_late:
            return f"срок прошёл {short_date(self.due)}, отметка ещё не внесена"
        return f"отметка не позднее {short_date(self.due)}"


def promise(work: Work, today: date, reminding: Reminding | None) -> Promise:
    """Return the promise of a work taken by `owed_to`."""
    is_late = today > work.promised_on
    beside = reminding.beside_mark(work.pk) if reminding and is_late else None
    return Promise(work.label, work.date, work.promised_on, is_late, beside)


@dataclass(frozen=True)
class LessonRow:
    """One lesson in the diary of one student."""

    lesson: Lesson
    hours: str
    topic: Said | None
    homework: Said | None
    # What is to be done by this lesson, while it is still ahead.
    to_do: list[str]
    marks: list[ShownMark]
    promises: list[Promise]

    @property
    def subject(self) -> str:
        return self.lesson.course.subject.name

    @property
    def presence(self) -> str:
        return Presence(self.lesson.presence).label if self.lesson.presence else ""

    @property
    def presence_in_words(self) -> str:
        return AWAY_IN_WORDS.get(self.lesson.presence, "")

    @property
    def note(self) -> str:
        """What is unusual about the lesson: cancelled, substituted, remote."""
        lesson = self.lesson
        if lesson.is_cancelled:
            return f"отменён: {lesson.cancel_reason}" if lesson.cancel_reason else "отменён"
        substitute = f"замена: урок ведёт {lesson.teacher.short_name}" if lesson.replaces_id else ""
        return "; ".join(filter(None, ("дистанционно" if lesson.is_remote else "", substitute)))


@dataclass(frozen=True)
class DayRow:
    """One day of the diary."""

    date: date
    today: date
    lessons: list[LessonRow]
    off: DayOff | None

    @property
    def is_today(self) -> bool:
        return self.date == self.today

    @cached_property
    def absences(self) -> list[str]:
        """«Н, 2 урока», one for each kind of absence."""
        noted = Counter(row.presence for row in self.lessons if row.lesson.presence in Presence.away())
        return [f"{label}, {plural(number, 'урок,урока,уроков')}" for label, number in noted.items()]


def days_of(child: Child, days: tuple[date, ...], *, now: datetime, today: date, calendar) -> list[DayRow]:
    """Return the days with their lessons. Three queries, however many the days and the lessons.

    `days` follow one another.
    """
    period, reminding = {"student": child.student.pk, "first": days[0], "last": days[-1]}, child.reminding
    lessons = _lessons(**period, now=now)
    marks, promises = _marks(**period), _promises(**period, today=today, reminding=reminding)
    to_do = _to_do(lessons)
    rows = defaultdict(list)
    for lesson in lessons:
        has_begun = lesson.starts_at <= now
        row = LessonRow(
            lesson,
            calendar.hours_from(lesson.starts_at),
            topic_of(lesson, today, reminding),
            # What is set ahead of a lesson is shown at once: only «не внесено» waits until it has begun.
            homework_of(lesson, today, reminding, is_for_them=lesson.is_for_student)
            if has_begun or lesson.has_homework_entry
            else None,
            [] if has_begun or lesson.is_cancelled else to_do[lesson.course_id, lesson.date],
            marks[lesson.pk],
            promises[lesson.pk],
        )
        rows[lesson.date].append(row)
    return [DayRow(day, today, rows[day], calendar.day_off(day)) for day in days]


@prepared
def _lessons(student: int, first: date, last: date, now: datetime):
    found = Lesson.objects.attended_by(student).between_or_due_between(first, last).with_course().with_teacher()
    found = found.with_presence_of(student).with_homework_for(student).with_lacks(now).in_order()
    return found.only(*READ_OF_LESSONS)


@prepared
def _given(student: int, first: date, last: date):
    return with_correction(Mark.objects.of(student).between(first, last).standing()).with_work().in_order()


@prepared
def _owed(student: int, first: date, last: date):
    return owed_to(student, Work.objects.between(first, last)).with_kind().in_order()


def _marks(**period):
    found = defaultdict(list)
    for mark in _given(**period):
        found[mark.work.lesson_id].append(shown(mark))
    return found


def _promises(*, today, reminding, **period):
    found = defaultdict(list)
    for work in _owed(**period):
        found[work.lesson_id].append(promise(work, today, reminding))
    return found


def _to_do(lessons):
    """Sort what is set for the student by the course and the day for which it is."""
    found = defaultdict(list)
    for lesson in lessons:
        if lesson.homework and lesson.is_for_student and not lesson.is_cancelled:
            found[lesson.course_id, lesson.homework_due_on].append(lesson.homework)
    return found


def span(first: date, last: date) -> str:
    """Return «12–17 октября» or «28 сентября – 3 октября»."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_month(last)}"
    return f"{day_month(first)} – {day_month(last)}"
