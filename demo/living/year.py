"""Lives the school's days, a few at a time, each few whole or not at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from demo.invention.calendar import DAY, Span
from demo.living.complaints import Complaints
from demo.living.control import Control
from demo.living.devices import hand_out
from demo.living.families import Families
from demo.living.happenings import Happening
from demo.living.haste import count_rows
from demo.living.lessons import LessonStory
from demo.living.office import Office
from demo.living.register import Register, moment
from demo.living.reminders import Reminders
from demo.living.results import Results
from demo.living.visitors import Visitors
from demo.living.writing import write
from demo.models import Demonstration
from journal.actions import gathered

# Nothing is written about a lesson later than this.
MEMORY = timedelta(days=60)
MIDNIGHT = 24 * 60


class Life:
    """The days of a demonstration that have not been lived yet, up to a moment."""

    def __init__(self, demonstration: Demonstration, until: datetime):
        self.demonstration, self.since, self.until = demonstration, demonstration.lived_until, until
        self.register = Register(demonstration.seed)
        hand_out(self.register)
        self.visitors = Visitors(self.register, self.is_now)
        self.families = Families(self.register, self.is_now)
        self.control = Control(self.register, self.is_now)
        self.office, self.results = Office(self.register, self.is_now), Results(self.register, self.is_now)
        self.reminders = Reminders(self.register, self.is_now)
        self.complaints = Complaints(self.register, self.is_now)
        self.coming: dict[date, list[Happening]] = defaultdict(list)

    def live(self) -> Iterator[tuple[date, int]]:
        """Live on; yield the last of the days that have just been lived with the number of their entries."""
        first, last = localdate(self.since), localdate(self.until)
        year = self.register.year
        for day in Span(max(first - MEMORY, year.first_day), first - DAY).days():
            self._hear(day)
        for days in self._parts(Span(first, min(last, year.last_day)).days()):
            count_rows()
            yield days[-1], self._live(days)
        self._note(max(self.since, self.until))

    @property
    def is_over(self) -> bool:
        """Say whether the moment lies behind the year: there is nothing left to live."""
        return localdate(self.until) > self.register.year.last_day

    def _parts(self, days: Iterable[date]) -> Iterator[list[date]]:
        """Divide days into months, and these before a day whose morning changes lessons and after one with results."""
        turns = {self.control.late_on, *(leave.first for leave in self.register.leaves)} | {
            day + DAY for day in self.results.days
        }
        part = []
        for day in days:
            if part and (day.day == 1 or day in turns):
                yield part
                part = []
            part.append(day)
        if part:
            yield part

    def is_now(self, at: datetime) -> bool:
        """Say whether a moment is to be lived: after what has been lived, not in the future."""
        return self.since < at <= self.until

    def _live(self, days) -> int:
        with gathered():
            for day in days:
                self.families.speak(day)
                self.office.open(day)
                self._hear(day)
            happenings = [happening for day in days for happening in self.coming.pop(day, ())]
            write(happenings, self.register)
            self.office.close(days)
            self.control.act(days)
            self.results.give(days[-1])
            self.reminders.remind(days)
            self.complaints.act(days)
            self.visitors.come(days)
            self._note(min(moment(days[-1], MIDNIGHT), self.until))
        return len(happenings)

    def _hear(self, day):
        """Listen to the lessons of the day: what is to be written about them, then and later."""
        for lesson in self.register.days.get(day, ()):
            for happening in LessonStory(self.register, lesson).tell():
                if self.is_now(happening.at):
                    self.coming[happening.at.date()].append(happening)

    def _note(self, moment_lived):
        self.demonstration.lived_until = moment_lived
        self.demonstration.save(update_fields=["lived_until"])
