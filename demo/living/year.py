"""Lives the school's days, one by one, each whole or not at all."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from demo.invention.calendar import Span
from demo.living.happenings import Happening
from demo.living.lessons import LessonStory
from demo.living.office import Office
from demo.living.register import Register, moment
from demo.living.results import Results
from demo.living.writing import write
from demo.models import Demonstration

# Nothing is written about a lesson later than this.
MEMORY = timedelta(days=60)
MIDNIGHT = 24 * 60


class Life:
    """The days of a demonstration that have not been lived yet, up to a moment."""

    def __init__(self, demonstration: Demonstration, until: datetime):
        self.demonstration, self.since, self.until = demonstration, demonstration.lived_until, until
        self.register = Register(demonstration.seed)
        self.office, self.results = Office(self.register), Results(self.register)
        self.coming: dict[date, list[Happening]] = defaultdict(list)

    def live(self) -> Iterator[tuple[date, int]]:
        """Live day after day; yield each with the number of its entries."""
        first, last = localdate(self.since), localdate(self.until)
        year = self.register.year
        for day in Span(max(first - MEMORY, year.first_day), min(last, year.last_day)).days():
            if day < first:
                self._hear(day)
            else:
                yield day, self._live(day)
        self._note(self.until)

    def is_now(self, at: datetime) -> bool:
        """Say whether a moment is to be lived: after what has been lived, not in the future."""
        return self.since < at <= self.until

    @transaction.atomic
    def _live(self, day) -> int:
        self.office.work(day, self.is_now)
        self._hear(day)
        happenings = self.coming.pop(day, [])
        write(happenings, self.register)
        self.results.give(day, self.is_now)
        self._note(min(moment(day, MIDNIGHT), self.until))
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
