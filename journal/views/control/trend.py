"""The trend: shares in time by the week of the due day, as a picture and as the same figures in a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from accounts.russian import days_said, short_date
from journal.control import Figures, Tally, added
from journal.enums import Duty
from journal.rules.weeks import Week
from journal.views.control import cells
from journal.views.control.drawn import Linked

# Of the picture, in its own units: it grows with the page.
WIDTH, HEIGHT, FOOT = 1000, 180, 52
# Half of the room that a name takes.
NAME = 56
ALWAYS = (date.min, date.max)
# More names of weeks than these would run into each other.
NAMED = 8


@dataclass(frozen=True)
class Bar:
    """A week of the picture: how much of its height is in time; nothing to draw where nothing was due."""

    week: Week
    share: float | None
    x: int
    width: int
    is_named: bool

    @property
    def height(self) -> int:
        return round((self.share or 0) * HEIGHT)

    @property
    def y(self) -> int:
        return HEIGHT - self.height

    @property
    def name(self) -> str:
        return short_date(self.week.monday)

    @property
    def middle(self) -> int:
        """Where its name stands: not so near an edge that it would be cut."""
        return min(max(self.x + self.width // 2, NAME), WIDTH - NAME)

    @property
    def title(self) -> str:
        said = "срок не проходил" if self.share is None else f"в срок {int(self.share * 100)}\u00a0%"
        return f"{days_said(self.week.monday, self.week.sunday)}: {said}"


@dataclass(frozen=True)
class WeekRow:
    """A week of the table: each rule, and all of them together."""

    week: Week
    cells: list[Linked]
    whole: Linked

    @property
    def label(self) -> str:
        return days_said(self.week.monday, self.week.sunday)

    @property
    def drawn(self) -> SafeString:
        """The row as the table shows it."""
        return cells.row(self.label, [linked.drawn for linked in (*self.cells, self.whole)])


@dataclass(frozen=True)
class Trend:
    bars: list[Bar]
    rows: list[WeekRow]
    width: int = WIDTH
    height: int = HEIGHT
    foot: int = FOOT

    @property
    def half(self) -> int:
        return self.height // 2

    @property
    def bottom(self) -> int:
        return self.height + self.foot

    @property
    def baseline(self) -> int:
        return self.bottom - 10


def trend_of(figures: Figures, lists: Callable[..., str], *, within: tuple[date, date] = ALWAYS) -> Trend:
    """Return the weeks in which something was due, the oldest first in the picture, the newest first in the table.

    `within`: the days that were counted; of a week at their edge only its part leads to its rows.
    """
    weeks = sorted({week for _, week in figures.weeks})
    step = WIDTH // max(len(weeks), 1)
    every = -(-len(weeks) // NAMED)
    wholes = {week: added(figures.weeks.get((duty, week), Tally()) for duty in Duty) for week in weeks}
    bars = [
        Bar(week, wholes[week].share, number * step, max(step - 8, 4), is_named=number % max(every, 1) == 0)
        for number, week in enumerate(weeks)
    ]
    return Trend(bars, [_row(figures, week, wholes[week], lists, within) for week in reversed(weeks)])


def _row(figures, week, whole, lists, within):
    days = {"since": max(week.monday, within[0]), "through": min(week.sunday, within[1])}

    def url(**asked):
        return lists(**days, **asked)

    def of_rule(duty):
        return Linked(figures.weeks.get((duty, week), Tally()), lambda **asked: url(rule=duty.value, **asked))

    return WeekRow(week, [of_rule(duty) for duty in Duty], Linked(whole, url))
