"""Numbers of duties, and how they add up."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from journal.enums import Beside, DutyState
from journal.rules.deadlines import lateness

# An overdue entry is of the last day, of the last week, of the last month, or older: up to so many days.
AGES = (1, 7, 30, None)


class Numbers(dict):
    """How many there are of each; a Counter, but for what that costs: a board adds up ten thousand of them."""

    def __missing__(self, key: Hashable) -> int:
        return 0

    def update(self, more: Mapping[Hashable, int]) -> None:
        """Add numbers."""
        for key, number in more.items():
            self[key] = self.get(key, 0) + number


@dataclass(slots=True)
class Tally:
    """How many duties there are in each state, what stands beside them, and how old the overdue ones are, by `AGES`.

    `due_today`: of those still to be entered; `worst`: the most days by which an entry was or is late.
    """

    states: Numbers = field(default_factory=Numbers)
    beside: Numbers = field(default_factory=Numbers)
    ages: Numbers = field(default_factory=Numbers)
    due_today: int = 0
    worst: int = 0

    def add(self, other: "Tally") -> None:
        self.states.update(other.states)
        # Most have neither.
        if other.beside:
            self.beside.update(other.beside)
        if other.ages:
            self.ages.update(other.ages)
        self.due_today += other.due_today
        self.worst = max(self.worst, other.worst)

    def note(self, beside: dict[Beside, int], *, late_by: int = 0) -> None:
        """Add what stands beside some duties, and by how many days the latest of them is late."""
        self.beside.update({name: number for name, number in beside.items() if number})
        self.worst = max(self.worst, late_by)

    def lack(self, number: int, *, due: date, today: date) -> None:
        """Add duties of one day whose entry is absent."""
        days = lateness(due=due, recorded=None, today=today)
        self.states[DutyState.OVERDUE if days else DutyState.DUE] += number
        self.worst = max(self.worst, days)
        if days:
            self.ages[age_of(days)] += number
        elif due == today:
            self.due_today += number

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def judged(self) -> int:
        """How many the share is of: neither waived, nor open with their day still to pass."""
        return self.total - self.states[DutyState.DUE] - self.states[DutyState.WAIVED]

    @property
    def share(self) -> float | None:
        """The share in time of those that could be in time or not, from 0 to 1; None where there are none yet."""
        judged = self.judged
        return self.states[DutyState.ON_TIME] / judged if judged else None


def age_of(days: int) -> int | None:
    """Return which of `AGES` an entry belongs to that has been overdue for so many days."""
    return next(age for age in AGES if age is None or days <= age)


def added(tallies: Iterable[Tally]) -> Tally:
    """Return the sum."""
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def added_along(side: Callable[..., Hashable], tallies: Mapping[tuple, Tally]) -> dict:
    """Return the tallies added up by what a function says of the parts of their keys."""
    sides = defaultdict(Tally)
    for key, tally in tallies.items():
        sides[side(*key)].add(tally)
    return dict(sides)
