"""The figures of the control: one count of the duties, added up along every side.

Most entries are as they should be, and are only counted; what is late, waived or has something beside it is looked at
again, and what is absent is told by its day.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Value, When

from journal.control import sources
from journal.control.counting import DaysAfter, week_number, week_numbered
from journal.control.selection import Selection
from journal.control.tallies import Tally, added, added_along
from journal.enums import Beside, Duty, DutyState
from journal.rules.weeks import Week

CELL = ("rule", "by", "course")
BESIDE = {f"n_{name}": Count("pk", filter=Q(**{f"is_{name}": True})) for name in Beside.values}
LATE_BY = Max(
    Case(
        When(state=DutyState.LATE, then=DaysAfter(F("recorded"), F("due"))),
        default=Value(0),
        output_field=IntegerField(),
    )
)


@dataclass(frozen=True)
class Figures:
    """What was counted: `cells` by rule, teacher and course; `weeks`: states by rule and week of the due day.

    Each duty is in exactly one cell and in exactly one week. `lacking`: how many entries are absent, by rule, teacher,
    course and due day.
    """

    cells: dict[tuple[Duty, int, int], Tally]
    weeks: dict[tuple[Duty, Week], Tally]
    lacking: dict[tuple[Duty, int, int, date], int]

    @cached_property
    def whole(self) -> Tally:
        return added(self.by_rule.values())

    @cached_property
    def by_rule(self) -> dict[Duty, Tally]:
        return self.along(lambda rule, teacher, course: rule)

    @cached_property
    def by_teacher(self) -> dict[int, Tally]:
        return self.along(lambda rule, teacher, course: teacher)

    def along(self, side: Callable[[Duty, int, int], Hashable]) -> dict:
        """Return the tallies added up by what a function says of a cell's rule, teacher and course."""
        return added_along(side, self.cells)

    @property
    def teachers_overdue(self) -> int:
        """How many teachers have something overdue."""
        return sum(1 for tally in self.by_teacher.values() if tally.states[DutyState.OVERDUE])


def figures_of(selection: Selection) -> Figures:
    """Count the selected duties, of every state and with anything beside them. Four queries."""
    selection = selection.narrowed(state=None, beside=None)
    cells, weeks, absent = defaultdict(Tally), defaultdict(Tally), Counter()
    _count_settled(selection, cells, weeks)
    _count_remarkable(selection, cells, weeks)
    _count_lacking(selection, cells, weeks, absent)
    return Figures(dict(cells), dict(weeks), absent)


def _count_settled(selection, cells, weeks):
    """Count all that stands as in time."""
    for *cell, number in _counted(selection.of(sources.settled), *CELL):
        cells[_cell(*cell)].states[DutyState.ON_TIME] += number
    for rule, week, number in _counted(selection.of(sources.settled), "rule", "week"):
        weeks[Duty(rule), week_numbered(week)].states[DutyState.ON_TIME] += number


def _count_remarkable(selection, cells, weeks):
    """Take from the entries in time what is not, and tell what stands beside any of them."""
    rows = _counted(selection.of(sources.remarkable), *CELL, "week", "state", **BESIDE, late_by=LATE_BY)
    for *cell, week, state, number, moved, dot, received, set_later, corrected, late_by in rows:
        tally = cells[_cell(*cell)]
        beside = zip(Beside, (moved, dot, received, set_later, corrected), strict=True)
        tally.note(dict(beside), late_by=late_by)
        for states in (tally.states, weeks[Duty(cell[0]), week_numbered(week)].states):
            states[DutyState.ON_TIME] -= number
            states[DutyState(state)] += number


def _count_lacking(selection, cells, weeks, absent):
    few = ("n_moved", "n_set_later")
    rows = _counted(selection.of(sources.lacking), *CELL, "due", **{name: BESIDE[name] for name in few})
    for *cell, due, number, moved, set_later in rows:
        tally = cells[_cell(*cell)]
        tally.lack(number, due=due, today=selection.today)
        tally.note({Beside.MOVED: moved, Beside.SET_LATER: set_later})
        weeks[Duty(cell[0]), Week.of(due)].lack(number, due=due, today=selection.today)
        absent[(*_cell(*cell), due)] += number


def _cell(rule, teacher, course):
    return Duty(rule), teacher, course


def _counted(duties: Iterable[QuerySet], *sides: str, **columns) -> Iterator[tuple]:
    """Count sources by some of their columns; the answers of all are the rows of one statement."""
    first, *others = [
        source.annotate(week=week_number("due"))
        .values(*sides)
        .annotate(number=Count("pk"), **columns)
        .values_list(*sides, "number", *columns)
        for source in duties
    ]
    return first.union(*others, all=True).iterator()
