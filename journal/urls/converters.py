"""Days, weeks, periods and duties as they stand in addresses; a day or a week that is not of this century is no page.

Any year can be written, so that a page of the century's edge may name its neighbours.
"""

from datetime import date

from journal.rules.duties import DutyKey
from journal.rules.periods import Period
from journal.rules.results import FINAL, YEAR
from journal.rules.weeks import Week

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


class WeekConverter:
    """2026-W47."""

    regex = r"\d{4}-W\d\d"

    def to_python(self, value: str) -> Week:
        week = Week.named(value)
        if not Week.of(FIRST) <= week <= Week.of(LAST):
            raise ValueError
        return week

    def to_url(self, week: Week) -> str:
        return str(week)


class DayConverter:
    """2026-11-16."""

    regex = r"\d{4}-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        day = date.fromisoformat(value)
        if not FIRST <= day <= LAST:
            raise ValueError
        return day

    def to_url(self, day: date) -> str:
        return str(day)


class PeriodConverter:
    """2026-W47 or 2026-11."""

    regex = r"\d{4}-(?:W\d\d|\d\d)"

    def to_python(self, value: str) -> Period:
        if not FIRST.year <= int(value[:4]) <= LAST.year:
            raise ValueError
        return Period.named(value)

    def to_url(self, period: Period) -> str:
        return str(period)


class DutyConverter:
    """written-812-57."""

    regex = r"[a-z]+-[0-9-]+"

    def to_python(self, value: str) -> DutyKey:
        key = DutyKey.read(value)
        if key is None:
            raise ValueError
        return key

    def to_url(self, key: DutyKey) -> str:
        return str(key)


class ResultConverter:
    """What of a whole year: the year or the certificate."""

    regex = f"{YEAR}|{FINAL}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
