"""School weeks, named as ISO 8601 names them."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)


@dataclass(frozen=True, order=True)
class Week:
    """Seven days from a Monday; «2026-W47» in addresses."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def named(cls, name: str) -> "Week":
        """Return the week called «2026-W47»; raises ValueError when the year has no such week."""
        year, number = name.split("-W")
        return cls(date.fromisocalendar(int(year), int(number), 1))

    def __str__(self):
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.monday + timedelta(days=number) for number in range(7))

    @property
    def previous(self) -> "Week":
        return Week(self.monday - WEEK)

    @property
    def following(self) -> "Week":
        return Week(self.monday + WEEK)

    def holds(self, day: date) -> bool:
        return self.monday <= day <= self.sunday
