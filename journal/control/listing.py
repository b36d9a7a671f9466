"""The very duties behind a figure."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from journal.control.selection import Selection
from journal.enums import Beside, Duty, DutyState
from journal.models import Lesson, Work
from journal.rules.deadlines import DEADLINES, Deadline, lateness
from journal.rules.duties import DutyKey

COLUMNS = ("rule", "by", "course", "due", "recorded", "state", "of_lesson", "of_work", "of_student")
FLAGS = tuple(f"is_{name}" for name in Beside.values)
# Overdue ones are read from the oldest on, everything else from the newest.
OLDEST_FIRST = ("due", "rule", "of_lesson", "of_work", "of_student")


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


def count_of(selection: Selection) -> int:
    """Return how many duties are selected. One query."""
    first, *others = [source.values("pk") for source in selection.duties()]
    return first.union(*others, all=True).count()


def duty_rows(selection: Selection, *, start: int = 0, most: int | None = None) -> list[DutyRow]:
    """Return the selected duties, overdue ones from the oldest on, others from the newest. Four queries."""
    first, *others = [source.values(*COLUMNS, *FLAGS) for source in selection.duties()]
    order = OLDEST_FIRST if selection.state == DutyState.OVERDUE else ("-due", *OLDEST_FIRST[1:])
    found = first.union(*others, all=True).order_by(*order)
    return _with_places(list(found[start : None if most is None else start + most]), selection.today)


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
