"""Days and weeks as they stand in addresses; anything that is not one of this century is no page."""

from datetime import date

from journal.rules.weeks import Week


class WeekConverter:
    """2026-W47."""

    regex = r"20\d\d-W\d\d"

    def to_python(self, value: str) -> Week:
        return Week.named(value)

    def to_url(self, week: Week) -> str:
        return str(week)


class DayConverter:
    """2026-11-16."""

    regex = r"20\d\d-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, day: date) -> str:
        return str(day)
