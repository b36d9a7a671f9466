"""The weeks and months that are reported on."""

from dataclasses import dataclass
from datetime import date, timedelta

from journal.enums import PeriodKind
from journal.rules.weeks import Week

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A week or a month, «2026-W47» or «2026-11» in addresses; both days are inside."""

    kind: PeriodKind
    first: date
    last: date

    @classmethod
    def week_of(cls, day: date) -> "Period":
        week = Week.of(day)
        return cls(PeriodKind.WEEK, week.monday, week.sunday)

    @classmethod
    def month_of(cls, day: date) -> "Period":
        first = day.replace(day=1)
        # No month is longer than 31 days, and none shorter than 28.
        return cls(PeriodKind.MONTH, first, (first + 31 * DAY).replace(day=1) - DAY)

    @classmethod
    def named(cls, name: str) -> "Period":
        """Return the period called so; raises ValueError when there is none."""
        if "W" in name:
            return cls.week_of(Week.named(name).monday)
        return cls.month_of(date.fromisoformat(f"{name}-01"))

    def __str__(self):
        return str(Week(self.first)) if self.is_week else f"{self.first:%Y-%m}"

    @property
    def is_week(self) -> bool:
        return self.kind == PeriodKind.WEEK

    @property
    def previous(self) -> "Period":
        return self._of(self.first - DAY)

    @property
    def following(self) -> "Period":
        return self._of(self.last + DAY)

    def _of(self, day):
        return self.week_of(day) if self.is_week else self.month_of(day)


def periods_within(first: date, last: date) -> list[tuple[Period, list[Period]]]:
    """Return the months that the days touch, the last one first, each with the weeks that begin in it.

    The week of the first day, if it begins in the month before, stands with the first month.
    """
    months = [Period.month_of(last)]
    while months[-1].first > first:
        months.append(months[-1].previous)
    weeks = [Period.week_of(last)]
    while weeks[-1].first > first:
        weeks.append(weeks[-1].previous)
    return [(month, [week for week in weeks if Period.month_of(max(week.first, first)) == month]) for month in months]
