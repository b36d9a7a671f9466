"""The very duties behind a figure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count

from accounts.models import User
from journal.control.selection import Selection
from journal.enums import Beside, Duty, DutyState
from journal.models import Lesson, Work
from journal.rules.deadlines import DEADLINES, Deadline, lateness
from journal.rules.duties import DutyKey

COLUMNS = ("rule", "by", "course", "due", "recorded", "state", "of_lesson", "of_work", "of_student")
FLAGS = tuple(f"is_{name}" for name in Beside.values)
# What is still open is read from the oldest on, everything else from the newest.
OLDEST_FIRST = ("due", "rule", "of_lesson", "of_work", "of_student")
# Of so many duties at once those are brought along whom they concern.
AT_ONCE = 1000


@dataclass(frozen=True)
class DutyRow:
    """One duty with those it concerns. `days`: by how many it was or is late."""

    key: DutyKey
    state: DutyState
    due: date
    recorded: date | None
    days: int
    teacher: User
    lesson: Lesson
    work: Work | None
    student: User | None
    beside: tuple[Beside, ...]

    @property
    def deadline(self) -> Deadline:
        return DEADLINES[self.key.duty]


class Listed:
    """The selected duties as a list of which pages are cut: one query counts them by day, four bring a page.

    Those still open from the oldest due day on, all others from the newest. The days are counted first, for to sort the
    duties of a year takes seconds, and a page is of a few days.
    """

    def __init__(self, selection: Selection):
        self.selection = selection

    @cached_property
    def days(self) -> dict[date, int]:
        """How many duties are due on each day, in the order of the list. One query."""
        first, *others = [
            source.values("due").annotate(number=Count("pk")).values_list("due", "number")
            for source in self.selection.duties()
        ]
        days = Counter()
        for due, number in first.union(*others, all=True):
            days[due] += number
        return dict(sorted(days.items(), reverse=not self.selection.is_of_open))

    def count(self) -> int:
        return sum(self.days.values())

    def __getitem__(self, page: slice) -> list[DutyRow]:
        touched, skipped, begins = [], 0, 0
        for day, number in self.days.items():
            if begins < page.stop and begins + number > page.start:
                touched.append(day)
            elif not touched:
                skipped += number
            begins += number
        if not touched:
            return []
        selection = self.selection.narrowed(first=min(touched), last=max(touched))
        return duty_rows(selection, start=page.start - skipped, most=page.stop - page.start)


def duty_rows(selection: Selection, *, start: int = 0, most: int | None = None) -> list[DutyRow]:
    """Return the selected duties, those still open from the oldest due day on, others from the newest. Four queries."""
    return _with_places(list(_found(selection)[start : None if most is None else start + most]), selection.today)


def duties_in_batches(selection: Selection, *, most: int) -> Iterator[list[DutyRow]]:
    """Yield the first of the selected duties, a thousand at once. One query, and three for each batch."""
    found = list(_found(selection)[:most])
    for start in range(0, len(found), AT_ONCE):
        yield _with_places(found[start : start + AT_ONCE], selection.today)


def duty_of(key: DutyKey, *, now: datetime, today: date) -> DutyRow | None:
    """Return the duty of that key in whatever state it is; None where nothing is owed. Three queries."""
    rows = duty_rows(Selection(date.min, date.max, now, today, key=key))
    return rows[0] if rows else None


def _found(selection):
    first, *others = [source.values(*COLUMNS, *FLAGS) for source in selection.duties()]
    order = OLDEST_FIRST if selection.is_of_open else ("-due", *OLDEST_FIRST[1:])
    return first.union(*others, all=True).order_by(*order)


def _with_places(found, today):
    works = Work.objects.with_lesson().in_bulk({row["of_work"] for row in found} - {None})
    lessons = Lesson.objects.with_course().in_bulk({row["of_lesson"] for row in found} - {None})
    people = User.objects.in_bulk({row[name] for row in found for name in ("by", "of_student")} - {None})
    return [_row(row, lessons, works, people, today) for row in found]


def _row(row, lessons, works, people, today):
    work = works.get(row["of_work"])
    lesson = work.lesson if work else lessons[row["of_lesson"]]
    rule = Duty(row["rule"])
    return DutyRow(
        key=DutyKey(rule, row["of_work"] or row["of_lesson"], row["of_student"]),
        state=DutyState(row["state"]),
        due=row["due"],
        recorded=row["recorded"],
        days=lateness(due=row["due"], recorded=row["recorded"], today=today),
        teacher=people[row["by"]],
        lesson=lesson,
        work=work,
        student=people.get(row["of_student"]),
        beside=tuple(name for name in Beside if row[f"is_{name}"]),
    )
