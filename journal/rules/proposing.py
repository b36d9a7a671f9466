"""What mark the school's rule proposes, and why; a teacher decides.

Source: the school's own act, kept as data; for a certificate the order 546 of the ministry of education, 05.10.2020.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from journal.enums import Verdict
from journal.rules.averages import Average, weighted


@dataclass(frozen=True)
class Thresholds:
    """From which average each mark is proposed; below the last one 2."""

    five: Decimal = Decimal("4.50")
    four: Decimal = Decimal("3.50")
    three: Decimal = Decimal("2.50")

    def reached(self, average: Decimal) -> tuple[int, Decimal | None]:
        """Return the mark, and the threshold that gives it; None for the lowest mark."""
        for mark, threshold in ((5, self.five), (4, self.four), (3, self.three)):
            if average >= threshold:
                return mark, threshold
        return 2, None


# A certificate is rounded as in mathematics, whatever the school's act says.
MATHEMATICAL = Thresholds()


@dataclass(frozen=True)
class Proposal:
    """A mark, or the word in its place, and why; without either there is nothing to propose it from."""

    value: int | None
    verdict: Verdict
    reason: str

    @property
    def digits(self) -> str:
        """«4» or «н/а»; empty when nothing is proposed."""
        return self.verdict.label if self.verdict else str(self.value or "")

    def agrees(self, value: int | None, verdict: str) -> bool:
        """Say whether a decision is what is proposed; where nothing is, any is."""
        return not self.digits or (self.value, self.verdict) == (value, verdict)


def of_term(average: Average | None, *, marks: int, wanted: int, thresholds: Thresholds) -> Proposal:
    """Propose the mark of a term from the weighted average as it is shown, two digits of it."""
    if average is None:
        return Proposal(None, Verdict.NOT_ATTESTED, "отметок нет")
    if marks < wanted:
        return Proposal(None, Verdict.NOT_ATTESTED, f"отметок {marks}, по правилу школы нужно {wanted}")
    return _by_average("средний", average, thresholds)


def of_year(decided: Sequence[tuple[int | None, str]], *, thresholds: Thresholds) -> Proposal:
    """Propose the mark of a year from what was decided for its terms: (digit, word), in any order.

    Only terms with a digit count; without any, the one word that stands in all of them.
    """
    digits = [value for value, _ in decided if value is not None]
    words = {verdict for _, verdict in decided if verdict}
    if digits:
        return _by_average("среднее за периоды", weighted((value, 1) for value in digits), thresholds)
    if len(words) == 1:
        return Proposal(None, Verdict(*words), "так за все периоды")
    return Proposal(None, Verdict.DIGIT, "отметок за периоды ещё нет")


def of_certificate(values: Sequence[int], *, parts: str) -> Proposal:
    """Propose the mark of a certificate from the marks that go into it; `parts`: these in words."""
    if not values:
        return Proposal(None, Verdict.DIGIT, f"{parts}: ещё нет")
    return _by_average(f"{parts}, среднее", weighted((value, 1) for value in values), MATHEMATICAL)


EXEMPT = Proposal(None, Verdict.EXEMPT, "освобождение от предмета")


def _by_average(name: str, average: Average, thresholds: Thresholds) -> Proposal:
    mark, threshold = thresholds.reached(average.value)
    said = f"меньше {_said(thresholds.three)}" if threshold is None else f"от {_said(threshold)}"
    return Proposal(mark, Verdict.DIGIT, f"{name} {average}, {said}")


def _said(threshold: Decimal) -> str:
    return str(threshold).replace(".", ",")
