"""The invented school's year: the Russian calendar, moved by whole weeks when today would be outside a term."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
SATURDAY = 5

# Holidays of one day stay on their date even when the year is moved; the longer ones are inside the breaks.
HOLIDAYS = (
    (11, 4, "День народного единства"),
    (1, 1, "Новый год"),
    (1, 7, "Рождество Христово"),
    (2, 23, "День защитника Отечества"),
    (3, 8, "Международный женский день"),
    (5, 1, "Праздник Весны и Труда"),
    (5, 9, "День Победы"),
    (6, 12, "День России"),
)
BREAKS = ("Осенние каникулы", "Зимние каникулы", "Весенние каникулы", "Летние каникулы")


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        return (self.first + DAY * number for number in range((self.last - self.first).days + 1))

    def moved(self, weeks: int) -> "Span":
        return Span(self.first + WEEK * weeks, self.last + WEEK * weeks)

    def week(self, number: int) -> "Span":
        """Monday to Friday of the week of that number, the first day's own week being 0."""
        monday = self.first - DAY * self.first.weekday() + WEEK * number
        return Span(monday, monday + DAY * 4)


@dataclass(frozen=True)
class SchoolYear:
    """Four quarters with breaks after each; the last break ends the day before the next year could begin."""

    name: str
    quarters: tuple[Span, ...]
    last_day: date

    @property
    def first_day(self) -> date:
        return self.quarters[0].first

    @property
    def halves(self) -> tuple[Span, ...]:
        first, second, third, fourth = self.quarters
        return Span(first.first, second.last), Span(third.first, fourth.last)

    @property
    def breaks(self) -> list[tuple[str, Span]]:
        beginnings = [quarter.first - DAY for quarter in self.quarters[1:]] + [self.last_day]
        spans = [Span(quarter.last + DAY, last) for quarter, last in zip(self.quarters, beginnings, strict=True)]
        return list(zip(BREAKS, spans, strict=True))

    @property
    def holidays(self) -> list[tuple[str, date]]:
        """Working days of the terms that are public holidays."""
        years = {self.first_day.year, self.last_day.year}
        dates = sorted((date(year, month, day), title) for year in years for month, day, title in HOLIDAYS)
        return [(title, day) for day, title in dates if self.is_in_term(day) and day.weekday() < SATURDAY]

    def is_in_term(self, day: date) -> bool:
        return any(day in quarter for quarter in self.quarters)

    def moved(self, weeks: int) -> "SchoolYear":
        quarters = tuple(quarter.moved(weeks) for quarter in self.quarters)
        return SchoolYear(self.name, quarters, self.last_day + WEEK * weeks)


def year_around(today: date) -> SchoolYear:
    """Return a school year in one of whose terms today lies, moved as little as that takes.

    In summer it is the year behind that is moved, not the one ahead: there has to be something to look at.
    """
    year = real_year(today.year if today >= date(today.year, 9, 1) else today.year - 1)
    shifts = sorted(range(-20, 21), key=abs)
    return next(moved for weeks in shifts if (moved := year.moved(weeks)).is_in_term(today))


def real_year(autumn: int) -> SchoolYear:
    """Return the year that begins in the autumn of that number, as the ministry recommends it."""
    first = working_day(date(autumn, 9, 1))
    quarters = (
        Span(first, friday(first, weeks=7)),
        Span(monday(first, weeks=9), working_day(date(autumn, 12, 30), step=-DAY)),
        Span(third := monday(date(autumn + 1, 1, 8), weeks=1), friday(third, weeks=10)),
        Span(monday(third, weeks=12), working_day(date(autumn + 1, 5, 26), step=-DAY)),
    )
    return SchoolYear(f"{autumn}/{(autumn + 1) % 100:02}", quarters, date(autumn + 1, 8, 31))


def monday(day: date, *, weeks: int) -> date:
    """Return the Monday so many weeks after the day's own week."""
    return day - DAY * day.weekday() + WEEK * weeks


def friday(day: date, *, weeks: int) -> date:
    return monday(day, weeks=weeks) + DAY * 4


def working_day(day: date, step: timedelta = DAY) -> date:
    """Return the day itself, or the nearest one before Saturday in the direction of the step."""
    while day.weekday() >= SATURDAY:
        day += step
    return day
