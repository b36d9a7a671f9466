"""When the diary reminds, and in which words: without a child's name or a mark. Source: regulation, 4.2."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from accounts.enums import Role
from accounts.russian import plural, short_date
from journal.enums import Duty, ReminderKind
from journal.rules.duties import DutyKey

# From which hour on an occasion of the day is there; earlier nobody is told anything.
SINCE = {ReminderKind.WEEKLY: time(7), ReminderKind.MORNING: time(7), ReminderKind.EVENING: time(17)}
# What fits a reminder, and a letter beside its last lines.
ROOM, LETTER_ROOM = 400, 1700
OTHERS = "и другие"
OVERDUE = "Просрочено"
PLEASE = " Внесите, пожалуйста, или напишите, что мешает."
NO_WORDS = "Напишите, о чём напомнить."
ENTRIES = "запись,записи,записей"
ONE = {Duty.TOPIC: "тема", Duty.HOMEWORK: "задание", Duty.WRITTEN: "отметка"}
SOME = {Duty.TOPIC: "тема,темы,тем", Duty.HOMEWORK: "задание,задания,заданий", Duty.WRITTEN: "отметка,отметки,отметок"}


@dataclass(frozen=True)
class OpenDuty:
    """An entry that a teacher owes and that is not there: by which day, of which lesson, of what day and course.

    `work` names the kind of a written work.
    """

    key: DutyKey
    teacher: int
    due: date
    lesson: int
    date: date
    course: str
    work: str = ""

    @property
    def line(self) -> tuple[date, str, str, int]:
        """What one line of a digest tells of: a day of a course, or one work."""
        return (self.date, self.course, self.work, self.key.place if self.work else 0)


@dataclass(frozen=True)
class Part:
    """Duties of which one thing is to be said."""

    title: str
    duties: Sequence[OpenDuty]

    @property
    def head(self) -> str:
        return f"{self.title}: {plural(len(self.duties), ENTRIES)}"

    @property
    def lines(self) -> list[str]:
        """«12.10, Алгебра, 7 «А»: тема, задание», «16.11, Алгебра, 7 «А»: Контрольная работа, 9 отметок»."""
        found = defaultdict(Counter)
        for duty in self.duties:
            found[duty.line][duty.key.duty] += 1
        return [_said(line, found[line]) for line in sorted(found)]


def occasions(clock: time) -> list[ReminderKind]:
    """Return on which occasions people are told something by this hour of a day."""
    return [kind for kind, since in SINCE.items() if clock >= since]


def evening(duties: Iterable[OpenDuty], today: date) -> list[Part]:
    """Return what is due today, and what tomorrow."""
    now, then = [], []
    for duty in duties:
        (now if duty.due == today else then).append(duty)
    return [part for part in (Part("Внести сегодня до 23:59", now), Part("Внести завтра", then)) if part.duties]


def overdue(duties: Sequence[OpenDuty]) -> list[Part]:
    """Return what has fallen overdue."""
    return [Part(OVERDUE, duties)] if duties else []


def by_hand(duties: Sequence[OpenDuty], post: Role) -> list[Part]:
    """Return of what a teacher is reminded by whoever holds the post, the deputy director or the director."""
    return [Part(f"{opening(post)}. {OVERDUE}", duties)]


def proposed(duties: Sequence[OpenDuty], post: Role) -> str:
    """Return the words in which whoever holds the post may remind a teacher, to be changed at will."""
    return f"{in_short(by_hand(duties, post), ROOM - len(PLEASE))}{PLEASE}"


def opening(post: Role) -> str:
    """Return «Директор напоминает»."""
    return f"{post.label.capitalize()} напоминает"


def signed(text: str, post: Role) -> str:
    """Return the sender's words with the post, unless they begin with it."""
    return text if text.startswith(opening(post)) else f"{opening(post)}. {text}"


def subject(post: Role) -> str:
    """Return the subject of the letter that goes with a reminder by hand."""
    return f"Дневник: {opening(post)[0].lower()}{opening(post)[1:]}"


def by_family(duty: OpenDuty) -> str:
    """Return what a teacher is told when a family has pressed the button; not which family."""
    return f"Семья ученика напоминает: срок прошёл {short_date(duty.due)}, записи нет. {_line_of(duty)}."


def to_deputy(duty: OpenDuty, teacher: str) -> str:
    """Return what the deputy director is told instead, when the teacher has left."""
    return f"{by_family(duty)} {teacher} сейчас не работает в школе: передайте обязанности."


def said_to_family(*, has_left: bool) -> str:
    """Return what a family is told that has pressed the button; `has_left`: the teacher, so that the deputy is told."""
    if has_left:
        return (
            "Учитель сейчас не работает в школе. Напоминание получит заместитель директора: "
            "он передаст обязанности другому учителю. Его увидит и классный руководитель."
        )
    return "Учитель получит напоминание. Его увидит и классный руководитель."


def to_homeroom(duty: OpenDuty, teacher: str) -> str:
    """Return what the homeroom teacher is told then."""
    return (
        f"Семья из вашего класса напомнила учителю ({teacher}): срок прошёл {short_date(duty.due)}. {_line_of(duty)}."
    )


def says_nothing(text: str) -> str | None:
    """Refuse a reminder without words."""
    return None if text.strip() else NO_WORDS


def in_short(parts: Sequence[Part], room: int = ROOM) -> str:
    """Return a digest in a few sentences; of its lines as many as fit."""
    return " ".join(f"{'. '.join(filter(None, (part.head, '; '.join(lines))))}." for part, lines in _fit(parts, room))


def in_full(parts: Sequence[Part], room: int = LETTER_ROOM) -> str:
    """Return a digest as the lines of a letter, as many as fit."""
    return "\n\n".join("\n— ".join((part.head, *lines)) for part, lines in _fit(parts, room))


def _fit(parts, room) -> Iterator[tuple[Part, list[str]]]:
    """Yield each part with those of its lines that there is room for, the earliest first."""
    room -= sum(len(f"{part.head}\n— {OTHERS}\n\n") for part in parts)
    for part in parts:
        lines = list(_fitting(part.lines, room))
        room -= sum(map(_length, lines))
        yield part, [*lines, OTHERS] if 0 < len(lines) < len(part.lines) else lines


def _fitting(lines, room) -> Iterator[str]:
    for line in lines:
        room -= _length(line)
        if room < 0:
            return
        yield line


def _length(line) -> int:
    return len(f"\n— {line}")


def _line_of(duty: OpenDuty) -> str:
    [line] = Part("", [duty]).lines
    return line


def _said(line, duties: Counter) -> str:
    day, course, work, _ = line
    what = (ONE[duty] if duties[duty] == 1 else plural(duties[duty], SOME[duty]) for duty in ONE if duties[duty])
    return f"{short_date(day)}, {course}: {', '.join(filter(None, (work, *what)))}"
