"""The figures of the control: one count of the duties, added up along every side.

Most entries are as they should be, and are only counted; what is late, waived or has something beside it is looked at
again, and what is absent is told by its day.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)

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

    Each duty is in exactly one cell and in exactly one week, unless weeks before the period are counted as well.
    `lacking`: how many entries are absent, by rule, teacher, course and due day.
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


def figures_of(selection: Selection, *, weeks_since: date | None = None) -> Figures:
    """Count the selected duties, of every state and with anything beside them. Four queries.

    `weeks_since`: a day before the period from which on its weeks are counted, for a trend that is longer than it.
    """
    asked = selection.narrowed(state=None, beside=None)
    spread = asked.narrowed(first=weeks_since or asked.first)
    cells, weeks, absent = defaultdict(Tally), defaultdict(Tally), Counter()
    _count_settled(asked, cells)
    _count_settled_weeks(spread, weeks)
    _count_remarkable(spread, asked.first, cells, weeks)
    _count_lacking(spread, asked.first, cells, weeks, absent)
    return Figures(dict(cells), dict(weeks), absent)


def _count_settled(asked, cells):
    """Count all that stands as in time."""
    for *cell, number in _counted(asked.of(sources.settled), *CELL):
        cells[_cell(*cell)].states[DutyState.ON_TIME] += number


def _count_settled_weeks(spread, weeks):
    for rule, week, number in _counted(spread.of(sources.settled), "rule", "week"):
        weeks[Duty(rule), week_numbered(week)].states[DutyState.ON_TIME] += number


def _count_remarkable(spread, first, cells, weeks):
    """Take from the entries in time what is not, and tell what stands beside any of them."""
    found = (source.annotate(is_within=_since(first)) for source in spread.of(sources.remarkable))
    rows = _counted(found, *CELL, "week", "state", "is_within", **BESIDE, late_by=LATE_BY)
    for *cell, week, state, is_within, number, moved, dot, received, set_later, corrected, late_by in rows:
        _put_right(weeks[Duty(cell[0]), week_numbered(week)], state, number)
        if is_within:
            tally = cells[_cell(*cell)]
            _put_right(tally, state, number)
            beside = zip(Beside, (moved, dot, received, set_later, corrected), strict=True)
            tally.note(dict(beside), late_by=late_by)


def _put_right(tally, state, number):
    tally.states[DutyState.ON_TIME] -= number
    tally.states[DutyState(state)] += number


def _count_lacking(spread, first, cells, weeks, absent):
    few = ("n_moved", "n_set_later")
    rows = _counted(spread.of(sources.lacking), *CELL, "due", **{name: BESIDE[name] for name in few})
    for *cell, due, number, moved, set_later in rows:
        weeks[Duty(cell[0]), Week.of(due)].lack(number, due=due, today=spread.today)
        if due >= first:
            tally = cells[_cell(*cell)]
            tally.lack(number, due=due, today=spread.today)
            tally.note({Beside.MOVED: moved, Beside.SET_LATER: set_later})
            absent[(*_cell(*cell), due)] += number


def _since(first):
    """Return the expression of whether a duty falls due on the day or later."""
    return ExpressionWrapper(Q(due__gte=first), BooleanField())


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
