"""The weighted average of marks, with its arithmetic."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

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
