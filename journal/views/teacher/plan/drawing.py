"""A plan of topics beside the lessons of its course: what was held when, what comes when, whether it fits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import islice

from journal.models import Course, Lesson, plan_of
from journal.rules.plan import Fit, Line, fit


@dataclass(frozen=True)
class Row:
    """A line with the days on which it was held, those written down for it beforehand, and those that come to it."""

    line: Line
    held_on: list[date]
    early_on: list[date]
    coming_on: list[date]
    is_next: bool

    @property
    def is_done(self) -> bool:
        return self.line.left == 0 and not self.early_on

    @property
    def lacking(self) -> int:
        """For how many of its hours the year has no lesson left."""
        return self.line.left - len(self.coming_on)


@dataclass(frozen=True)
class Plan:
    """`behind`: lessons that have passed without a topic; `beside`: lessons whose topic is not of the plan."""

    rows: list[Row]
    fit: Fit
    behind: int
    beside: int

    @property
    def held(self) -> int:
        return sum(len(row.held_on) for row in self.rows)

    @property
    def early(self) -> int:
        """For how many lessons still to come a topic of the plan is written down."""
        return sum(len(row.early_on) for row in self.rows)

    @property
    def next(self) -> Line | None:
        """The line that comes next; None when all are held."""
        return next((row.line for row in self.rows if row.is_next), None)


def plan_page(course: Course, *, today: date) -> Plan:
    """Return the plan of a course as its page shows it. Two queries."""
    lines, taken, without, beside = plan_of(course), defaultdict(list), [], 0
    lessons = Lesson.objects.of_courses([course]).held().in_order()
    for day, line, topic in lessons.values_list("date", "planned_topic", "topic"):
        if line:
            taken[line].append(day)
        elif topic:
            beside += 1
        else:
            without.append(day)
    behind = sum(day < today for day in without)
    return Plan(list(_rows(lines, taken, without, today)), fit(lines, lessons=len(without)), behind, beside)


def _rows(lines, taken, without, today):
    coming = iter(without)
    ahead = next((line.pk for line in lines if line.left), None)
    for line in lines:
        held = [day for day in taken[line.pk] if day <= today]
        early = taken[line.pk][len(held) :]
        yield Row(line, held, early, list(islice(coming, line.left)), line.pk == ahead)
