"""What was ended in the diary, with a reason, stands: the workbook neither opens nor moves it, only the diary does."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from journal.workbook.dated import Stored, Wanted
from journal.workbook.problems import Problem


@dataclass(frozen=True)
class Ended:
    """The last day of what was ended in the diary, by its track; and the rows that the workbook may decide about."""

    last_days: Mapping[Hashable, date]
    others: list[Stored]

    def left_to(
        self, wanted: Iterable[Wanted], problems: list[Problem], said: Callable[[Wanted, date], Problem]
    ) -> list[Wanted]:
        """Return the rows of the workbook that count, and add `said` to the problems for each that reopens an end.

        Of what was ended counts what came after it in the diary.
        """
        again = {row.track for row in self.others}
        return [kept for row in wanted if (kept := self._kept(row, again, problems, said))]

    def _kept(self, row, again, problems, said) -> Wanted | None:
        last = self.last_days.get(row.track)
        if last is None:
            return row
        if row.until and row.until <= last:
            return None
        if row.track in again:
            return replace(row, since=row.since if row.since and row.since > last else None)
        problems.append(said(row, last))
        return None


def ended_here(rows: Iterable[tuple[Stored, str]]) -> Ended:
    """Tell rows apart, each given with why it was ended in the diary, if it was."""
    rows, last_days = list(rows), {}
    for row, reason in rows:
        if reason and row.until:
            last_days[row.track] = max(row.until, last_days.get(row.track, row.until))
    return Ended(last_days, [row for row, _ in rows if row.since > last_days.get(row.track, date.min)])
