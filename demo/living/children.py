"""How students learn, and when they are ill: each child is the same child all the year round."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from demo.living.chance import chance, pick
from journal.enums import Presence
from journal.models import Attendance

DAY = timedelta(days=1)
# An absence of several days: how many times a year, how long, what the homeroom teacher puts for Н.
TIMES = ((0.2, 0), (0.3, 1), (0.3, 2), (0.2, 4))
LENGTHS = ((0.25, 1), (0.25, 3), (0.3, 5), (0.2, 9))
REASONS = ((0.68, Presence.ILL), (0.22, Presence.EXCUSED), (0.1, Presence.UNEXCUSED))

LOWEST, HIGHEST = 2, 5


@dataclass(frozen=True)
class Absence:
    """Days a student is away, both included, and the day on which the homeroom teacher learns why."""

    student: str
    first: date
    last: date
    reason: Presence
    told_on: date

    def explains(self, note: Attendance) -> bool:
        """Say whether Н of a lesson is of this absence, and was there when the homeroom teacher was told."""
        return self.first <= note.date <= self.last and note.recorded_on < self.told_on


def absences_of(seed: int, student: str, first: date, last: date) -> list[Absence]:
    """Return the student's absences of a year."""
    dice = chance(seed, "health", student)
    days = (last - first).days
    absences = []
    for _ in range(pick(dice, TIMES)):
        begun = first + DAY * dice.randrange(days)
        ended = begun + DAY * (pick(dice, LENGTHS) - 1)
        absences.append(Absence(student, begun, ended, pick(dice, REASONS), ended + DAY * dice.randint(1, 4)))
    return absences


class Health:
    """Who is away on which day, and of whom something is learned."""

    def __init__(self, absences: Iterable[Absence]):
        self.away: Mapping[date, dict[str, Absence]] = defaultdict(dict)
        self.told: Mapping[date, list[Absence]] = defaultdict(list)
        for absence in absences:
            self.told[absence.told_on].append(absence)
            for number in range((absence.last - absence.first).days + 1):
                self.away[absence.first + DAY * number][absence.student] = absence


@cache
def level(seed: int, student: str, subject: str) -> float:
    """Return about which mark the student earns in the subject."""
    gift = chance(seed, "gift", student).gauss(4.05, 0.5)
    return gift + chance(seed, "taste", student, subject).gauss(0, 0.25)


def earned(dice: Random, expected: float) -> int:
    """Return a mark about the expected one."""
    return min(HIGHEST, max(LOWEST, round(dice.gauss(expected, 0.55))))
