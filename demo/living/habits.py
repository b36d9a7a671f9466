"""How teachers keep the diary: most at once, some in the evening, some late, one who never writes homework."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from demo.invention.calendar import Span
from demo.living.chance import chance, pick

# Nobody but the term marks writes after nine: what they are decided from has to stand by then.
EVENING, NIGHT = 20 * 60 + 20, 21 * 60


class Pace(Enum):
    """When the topic, the homework and the oral marks of a lesson are written."""

    AT_ONCE = "к концу урока"
    AFTER_LESSONS = "после уроков"
    EVENING = "вечером"


@dataclass(frozen=True)
class Habit:
    """One teacher's way: when on the day, how often days later, how long the notebooks wait, how many are asked."""

    pace: Pace
    late: float
    notebooks: tuple[int, int]
    asked: tuple[int, int]
    writes_homework: bool = True
    tells_minutes: bool = False

    def moment(self, dice, lesson_begins: int) -> tuple[int, int]:
        """Return (days later, minute of the day) at which the teacher writes about a lesson."""
        if dice.random() < self.late:
            return dice.randint(1, 4), dice.randint(15 * 60, EVENING)
        if self.pace is Pace.AT_ONCE:
            return 0, lesson_begins + dice.randint(30, 45)
        if self.pace is Pace.AFTER_LESSONS:
            return 0, max(lesson_begins + 45, dice.randint(14 * 60, 17 * 60))
        return 0, dice.randint(18 * 60, EVENING)

    def checking(self, dice) -> tuple[int, int]:
        """Return (days later, minute of the day) at which the teacher marks written work."""
        fewest, most = self.notebooks
        # Now and then a pile of notebooks is forgotten.
        days = dice.randint(fewest, most) + (dice.randint(3, 6) if dice.random() < self.late / 2 else 0)
        return days, dice.randint(17 * 60, EVENING - 20)


HABITS = (
    (0.5, Habit(Pace.AT_ONCE, late=0.01, notebooks=(1, 4), asked=(3, 6), tells_minutes=True)),
    (0.2, Habit(Pace.AFTER_LESSONS, late=0.02, notebooks=(1, 5), asked=(2, 5))),
    (0.2, Habit(Pace.EVENING, late=0.05, notebooks=(2, 6), asked=(2, 5))),
    (0.1, Habit(Pace.EVENING, late=0.3, notebooks=(3, 8), asked=(2, 4))),
)


def habit_of(seed: int, teacher: str) -> Habit:
    """Return the habit of the teacher with that code."""
    return pick(chance(seed, "habit", teacher), HABITS)


@dataclass(frozen=True)
class Leave:
    """Days on which a teacher is ill, both included."""

    teacher: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        return Span(self.first, self.last).days()


# One who never writes homework, one who falls ill in autumn, one in winter.
ODD = 3


def odd_ones(seed: int, teachers: Sequence[str]) -> tuple[str, str, str]:
    """Return, among these codes, who never writes homework and who falls ill in autumn and in winter."""
    return tuple(chance(seed, "odd ones").sample(sorted(teachers), ODD))


def leaves_of(seed: int, teachers: Sequence[str], quarters: Sequence[tuple[date, date]]) -> list[Leave]:
    """Return the two sick leaves of the year: a fortnight in the first quarter, another in the third."""
    _, in_autumn, in_winter = odd_ones(seed, teachers)
    return [_fortnight(in_autumn, quarters[0][0]), _fortnight(in_winter, quarters[2][0])]


def _fortnight(teacher, term_begins):
    first = term_begins - timedelta(days=term_begins.weekday()) + timedelta(weeks=3)
    return Leave(teacher, first, first + timedelta(days=13))


def habits_of(seed: int, teachers: Sequence[str], odd: Sequence[str]) -> dict[str, Habit]:
    """Return everybody's habit by code; one of the odd ones never writes homework."""
    habits = {teacher: habit_of(seed, teacher) for teacher in teachers}
    never, *_ = odd_ones(seed, odd)
    return habits | {never: replace(habits[never], writes_homework=False)}
