"""The weighted average of marks, with its arithmetic, and which marks go into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from journal.enums import Retake

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Average:
    """Σ mark × weight over Σ weight; a work of two parts counts with both marks."""

    total: int
    weight: int

    @property
    def value(self) -> Decimal:
        """The average to two digits, half a hundredth rounded up."""
        return (Decimal(self.total) / self.weight).quantize(HUNDREDTH, ROUND_HALF_UP)

    def __str__(self):
        return str(self.value).replace(".", ",")


def weighted(marks: Iterable[tuple[int, int]]) -> Average | None:
    """Return the average of (mark, weight) pairs; None without any."""
    total = weight = 0
    for value, its_weight in marks:
        total += value * its_weight
        weight += its_weight
    return Average(total, weight) if weight else None


def replaced(done: Iterable[tuple[int, int | None]], rule: Retake) -> set[int]:
    """Return the works whose marks do not count, since one student did them again and got a digit.

    `done`: the student's works with a digit in the order they were done, each with the first work when it is a retake.
    """
    if rule == Retake.BOTH:
        return set()
    works = [(work, first or work) for work, first in done]
    last = {first: work for work, first in works}
    return {work for work, first in works if work != last[first]}
