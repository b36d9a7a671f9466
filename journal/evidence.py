"""What the diary says of one entry, now and then: the one door by which complaints ask the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from accounts.models import User
from accounts.russian import day_month, plural, short_date
from journal.control import DutyRow, Selection, Tally, duty_of, figures_of, grounds_of
from journal.enums import DayOffKind, Duty, DutyState
from journal.models import Change, Lesson, Mark, Student, Work, owed_to, terms_near
from journal.models.calendar import days_off_within
from journal.models.said import homework_stands
from journal.rules.deadlines import DEADLINES
from journal.rules.duties import DutyKey

NAMES = {Duty.TOPIC: "Тема урока", Duty.HOMEWORK: "Домашнее задание"}
DAYS = "день,дня,дней"
# So long a teacher's entries are looked back upon.
LOOKED_BACK = timedelta(days=30)
SATURDAY = 5
# Labour Code, 112: what a school's calendar may hold as a part of its holidays.
NEW_YEAR = [(1, day) for day in range(1, 9)]
STATE_HOLIDAYS = {*NEW_YEAR, (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}


@dataclass(frozen=True)
class Evidence:
    """One entry as the diary has it. `said`: its very words or digits, empty while it is absent."""

    duty: DutyRow
    said: str
    entered_at: datetime | None

    @property
    def key(self) -> str:
        return str(self.duty.key)

    @property
    def named(self) -> str:
        return entry_named(self.duty.key.duty, self.duty.lesson, self.duty.work)

    @property
    def clause(self) -> str:
        return self.duty.deadline.clause

    @property
    def due(self) -> date:
        return self.duty.due

    @property
    def teacher(self) -> User:
        return self.duty.teacher

    @property
    def is_found(self) -> bool:
        return bool(self.said)

    @property
    def state(self) -> str:
        """How it stands, in words: «внесено в срок», «срок прошёл 22.11, запись ещё не внесена»."""
        due, days = short_date(self.duty.due), self.duty.days
        match self.duty.state:
            case DutyState.ON_TIME:
                return f"внесено в срок (не позднее {due})"
            case DutyState.LATE:
                return f"внесено позже срока на {plural(days, DAYS)} (срок {due})"
            case DutyState.DUE:
                return f"ещё не внесено, срок {due} до 23:59"
            case DutyState.OVERDUE:
                return f"срок прошёл {due}, запись ещё не внесена"
        return f"обязанность снята завучем (срок был {due})"

    @property
    def excerpt(self) -> str:
        """The entry as it is kept for a proof, with its name."""
        return f"{self.named}: {self.said}"


@dataclass(frozen=True)
class Awaited:
    """An entry that a student's diary is still to have, as somebody chooses one who misses it."""

    key: str
    named: str
    clause: str
    due: date
    is_overdue: bool


def entry_of(key: str, *, student: User, now: datetime) -> Evidence | None:
    """Return what the diary says of an entry; None where it owes none, or not to the student. Five queries at most."""
    named = DutyKey.read(key)
    if named is None or not _concerns(named, student):
        return None
    duty = duty_of(named, now=now, today=localdate(now))
    return duty and Evidence(duty, *_standing(duty))


def history_of(entry: Evidence) -> list[Change]:
    """Return what was written about the entry and what decides on it, as it went, each with its author."""
    return grounds_of(entry.duty).changes


def awaited_by(student: Student, *, now: datetime) -> list[Awaited]:
    """Return the entries of the school year that the student's diary lacks, the overdue first. Three queries."""
    today = localdate(now)
    terms = terms_near(today)
    first = terms[0].year.first_day if terms else today
    found = [*_awaited_of_lessons(student, first, now), *_awaited_marks(student, first, now)]
    return sorted(found, key=lambda one: (not one.is_overdue, one.due, one.named))


def punctuality_of(teacher: User, *, now: datetime) -> Tally:
    """Return the figures of a teacher's duties of the last thirty days. Three queries."""
    today = localdate(now)
    return figures_of(Selection(today - LOOKED_BACK, today, now, today, teacher=teacher.pk)).whole


def is_working_day(day: date) -> bool:
    """Whether the office works: not at weekends nor on holidays, the state's and the whole school's. One query."""
    if (day.month, day.day) in STATE_HOLIDAYS:
        return False
    holidays = (off for off in days_off_within(day, day) if off.kind == DayOffKind.HOLIDAY)
    return day.weekday() < SATURDAY and not any(
        off.grade_from is None and off.school_class_id is None for off in holidays
    )


def entry_named(duty: Duty, lesson: Lesson, work: Work | None) -> str:
    """Return «Тема урока: алгебра, 12 октября»; the lesson must come with its course, a work with its kind."""
    what = f"Отметка за «{work.title or work.kind.name}»" if work else NAMES[duty]
    return f"{what}: {lesson.course.subject.name}, {day_month(lesson.date)}"


def _concerns(key: DutyKey, student) -> bool:
    if key.is_of_lesson:
        return Lesson.objects.attended_by(student).filter(pk=key.place).exists()
    return key.student == student.pk


def _standing(duty: DutyRow) -> tuple[str, datetime | None]:
    """Return what stands in the place of the entry, and since when."""
    lesson = duty.lesson
    match duty.key.duty:
        case Duty.TOPIC:
            return lesson.topic, lesson.topic_recorded_at
        case Duty.HOMEWORK:
            return homework_stands(lesson), lesson.homework_recorded_at
    mark = Mark.objects.whole().filter(work=duty.work, student=duty.student).first()
    if mark is None:
        return "", None
    return "не сдано" if mark.not_handed_in else mark.digits, mark.recorded_at


def _awaited_of_lessons(student, first, now) -> Iterator[Awaited]:
    today = localdate(now)
    own = Lesson.objects.attended_by(student).between(first, today).begun(now)
    for duty in NAMES:
        for lesson in own.lacking(duty).with_course():
            due = lesson.deadline_on(duty)
            key, named = str(DutyKey(duty, lesson.pk)), entry_named(duty, lesson, None)
            yield Awaited(key, named, DEADLINES[duty].clause, due, is_overdue=due < today)


def _awaited_marks(student, first, now) -> Iterator[Awaited]:
    today = localdate(now)
    own = Work.objects.filter(date__gte=first, lesson__starts_at__lte=now)
    for work in owed_to(student, own).with_lesson():
        key = str(DutyKey(Duty.WRITTEN, work.pk, student.pk))
        named, clause = entry_named(Duty.WRITTEN, work.lesson, work), DEADLINES[Duty.WRITTEN].clause
        yield Awaited(key, named, clause, work.promised_on, is_overdue=work.promised_on < today)
