"""What was given or ended in the diary itself stands: the workbook neither ends nor opens it, only the diary does."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from journal.workbook.dated import Stored, Wanted
from journal.workbook.problems import Problem


@dataclass(frozen=True)
class Settled:
    """One stored row, and what the diary itself has decided about it: whether it was given here, and why it ended."""

    row: Stored
    is_given: bool
    end_reason: str


@dataclass(frozen=True)
class Ours:
    """What the diary has decided, by tracks: `given` now, `ended` by its last day; and what the workbook decides."""

    given: frozenset[Hashable]
    ended: Mapping[Hashable, date]
    others: list[Stored]
    standing: list[Stored]

    def left_to(
        self, wanted: Iterable[Wanted], problems: list[Problem], said: Callable[[Wanted, date], Problem]
    ) -> list[Wanted]:
        """Return the rows of the workbook that count, and add `said` to the problems for each that reopens an end.

        Of what was ended counts what came after it; what was given in the diary goes on as the diary has it.
        """
        again = {row.track for row in self.others}
        return [kept for row in wanted if (kept := self._kept(row, again, problems, said))]

    def _kept(self, row, again, problems, said) -> Wanted | None:
        last = self.ended.get(row.track)
        if row.track in self.given:
            return None
        if last is None:
            return row
        if row.until and row.until <= last:
            return None
        if row.track in again:
            return replace(row, since=row.since if row.since and row.since > last else None)
        problems.append(said(row, last))
        return None


def ours(rows: Iterable[Settled], *, on: date) -> Ours:
    """Tell what the diary has decided from what the workbook may, on the day from which the workbook counts."""
    rows, ended = list(rows), {}
    for settled in rows:
        row = settled.row
        if settled.end_reason and row.until:
            ended[row.track] = max(row.until, ended.get(row.track, row.until))
    given = frozenset(settled.row.track for settled in rows if settled.is_given and settled.row.is_live(on))
    others, standing = [], []
    for settled in rows:
        row = settled.row
        is_left = not settled.is_given and row.since > ended.get(row.track, date.min)
        (others if is_left else standing).append(row)
    return Ours(given, ended, others, standing)
