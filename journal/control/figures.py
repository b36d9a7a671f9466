"""The figures of the control: one count of the duties, added up along every side.

Most entries are as they should be, and are only counted; what is late, waived or has something beside it is looked at
again, and what is absent is told by its day.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from journal.control.counting import Apart, apart, entered, lacking, rows
from journal.control.selection import Selection
from journal.control.tallies import Tally, added, added_along
from journal.enums import Beside, Duty, DutyState
from journal.rules.weeks import Week

# Where the due day stands in a row of what is absent.
DUE = 3


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
    """Count the selected duties, of every state and with anything beside them. Three queries."""
    return figures_and_open(selection, since=selection.first)[0]


def figures_and_open(selection: Selection, *, since: date) -> tuple[Figures, Figures]:
    """Count the selected duties; and those absent whose due day is as early as `since`, or earlier days selected.

    Three queries for both.
    """
    selection = selection.narrowed(state=None, beside=None)
    cells, weeks, absent = defaultdict(Tally), defaultdict(Tally), Counter()
    _count_entered(selection, cells, weeks)
    _count_apart(selection, cells, weeks)
    lacks = list(rows(lacking, selection.narrowed(first=min(since, selection.first))))
    _add_lacking((row for row in lacks if row[DUE] >= selection.first), selection.today, cells, weeks, absent)
    return Figures(dict(cells), dict(weeks), absent), _absent(lacks, selection.today)


def absent_of(selection: Selection) -> Figures:
    """Count of the selected duties only those whose entry is absent: what is due and what is overdue. One query."""
    return _absent(rows(lacking, selection.narrowed(state=None, beside=None)), selection.today)


def _absent(lacks, today) -> Figures:
    cells, weeks, absent = defaultdict(Tally), defaultdict(Tally), Counter()
    _add_lacking(lacks, today, cells, weeks, absent)
    return Figures(dict(cells), dict(weeks), absent)


def _count_entered(selection, cells, weeks):
    """Count all entries as in time."""
    for *place, number in rows(entered, selection):
        _tally(cells, weeks, *place).states[DutyState.ON_TIME] += number


def _count_apart(selection, cells, weeks):
    """Put right what is late or waived, and tell what stands beside any of them."""
    for *place, state, kind, number, moved, dot, received, set_later, corrected, late_by in rows(apart, selection):
        tally = _tally(cells, weeks, *place)
        _put_right(tally, state, kind, number)
        if kind != Apart.TAKEN:
            beside = zip(Beside, (moved, dot, received, set_later, corrected), strict=True)
            tally.note(dict(beside), late_by=late_by)


def _tally(cells, weeks, rule, teacher, course, due):
    return cells[_cell(rule, teacher, course)] if due is None else weeks[Duty(rule), Week.of(due)]


def _put_right(tally, state, kind, number):
    if kind != Apart.ADDED:
        tally.states[DutyState.ON_TIME] -= number
    if kind != Apart.TAKEN:
        tally.states[DutyState(state)] += number


def _add_lacking(lacks, today, cells, weeks, absent):
    for *cell, due, number, moved, set_later in lacks:
        tally = cells[_cell(*cell)]
        tally.lack(number, due=due, today=today)
        tally.note({Beside.MOVED: moved, Beside.SET_LATER: set_later})
        weeks[Duty(cell[0]), Week.of(due)].lack(number, due=due, today=today)
        absent[(*_cell(*cell), due)] += number


def _cell(rule, teacher, course):
    return Duty(rule), teacher, course
