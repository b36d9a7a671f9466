"""The way from the open form to the first page with information: at most 30 minutes. Source: regulation, 3.2."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

LONGEST = timedelta(minutes=30)
# By what the ways are told apart; the last limit is the regulation's.
LIMITS = (*(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10)), LONGEST)
LABELS = (
    "до 1 минуты",
    "от 1 до 2 минут",
    "от 2 до 5 минут",
    "от 5 до 10 минут",
    "от 10 до 30 минут",
    "дольше 30 минут",
)


@dataclass(frozen=True)
class Step:
    """How many ways were about as long as that."""

    label: str
    number: int
    percent: float
    is_late: bool


@dataclass(frozen=True)
class Distribution:
    """How long the ways were: `within` says how many ended within each limit, and at last how many ended at all."""

    within: Sequence[int]

    @property
    def number(self) -> int:
        return self.within[-1]

    @property
    def in_time(self) -> int:
        return self.within[-2]

    @property
    def percent_in_time(self) -> float | None:
        """The share of those in time; never rounded up to a whole that it is not. None when nobody came."""
        return percent(self.in_time, self.number) if self.number else None

    @property
    def steps(self) -> list[Step]:
        numbers = [self.within[0], *(longer - shorter for shorter, longer in pairwise(self.within))]
        return [
            Step(label, number, percent(number, self.number), is_late=label == LABELS[-1])
            for label, number in zip(LABELS, numbers, strict=True)
        ]


def percent(part: int, whole: int) -> float:
    """Return the share in percent, cut to tenths; of nothing it is 0."""
    return 1000 * part // whole / 10 if whole else 0.0
