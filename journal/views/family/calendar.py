"""The school year as one child lives it: its terms, its days off, its school days. No queries but one in a while."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from journal.models import DayOff, SchoolClass, Term, bells_of, days_off_within, terms_near

SUNDAY = 6
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The academic year of a day, or the nearest one; without terms the school has not brought it in yet."""

    terms: tuple[Term, ...]
    days_off: tuple[DayOff, ...]

    @property
    def year(self):
        return self.terms[0].year if self.terms else None

    def covers(self, first: date, last: date) -> bool:
        """Whether at least one day of the period lies in the academic year."""
        return self.year is not None and self.year.first_day <= last and first <= self.year.last_day

    def day_off(self, day: date) -> DayOff | None:
        return next((off for off in self.days_off if off.covers(day)), None)

    def is_school_day(self, day: date) -> bool:
        return self.covers(day, day) and day.weekday() != SUNDAY and self.day_off(day) is None

    def school_day_from(self, day: date) -> date:
        """Return the day itself or the nearest school day after it; after the year's end the last day of the year."""
        if self.year is None:
            return day
        first, last = max(day, self.year.first_day), self.year.last_day
        days = (first + DAY * ahead for ahead in range((last - first).days + 1))
        return next(filter(self.is_school_day, days), last)

    def hours_from(self, begins: datetime) -> str:
        """Return the hours of a lesson, «8:00–8:40»; its beginning alone when no bell is rung then."""
        begin = localtime(begins).time()
        bells = bells_of(self.year.pk) if self.year else ()
        end = next((bell.ends for bell in bells if bell.begins == begin), None)
        return f"{begin:%-H:%M}–{end:%-H:%M}" if end else f"{begin:%-H:%M}"


def calendar_of(school_class: SchoolClass | None, day: date) -> Calendar:
    """Return the calendar of a class; of the whole school for a child without one."""
    terms = terms_near(day)
    if not terms:
        return Calendar((), ())
    year = terms[0].year
    days_off = days_off_within(year.first_day, year.last_day)
    return Calendar(terms, tuple(off for off in days_off if _concerns(off, school_class)))


def _concerns(off, school_class):
    if school_class is None:
        return off.grade_from is None and off.school_class_id is None
    return off.concerns(school_class)
