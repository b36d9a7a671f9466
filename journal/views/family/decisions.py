"""How each result came to stand: what was given, corrected or taken away, when, by whom, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from journal.enums import Matter
from journal.models import AcademicYear, Change, Student

RESULTS = (Matter.TERM_MARK, Matter.YEAR_MARK, Matter.EXAM_MARK, Matter.FINAL_MARK)
NAMES = {Matter.YEAR_MARK: "Год", Matter.FINAL_MARK: "Итоговая"}


@dataclass(frozen=True)
class Step:
    """One change of one result."""

    change: Change

    @property
    def what(self) -> str:
        """Which result it is of: «I четверть», «Год», «Экзамен, попытка 1»."""
        if self.change.matter == Matter.TERM_MARK:
            return str(self.change.term)
        return NAMES.get(self.change.matter) or self._parted[0].capitalize()

    @property
    def why(self) -> str:
        """The word that the teacher has put beside the result; empty for none."""
        return self._parted[1] if self.change.matter == Matter.EXAM_MARK else self.change.reason

    @property
    def said(self) -> str:
        """«5», «4 → 5», «4 → снята»."""
        new = self.change.new or "снята"
        if self.change.old == self.change.new:
            return f"{new}, изменено пояснение"
        return f"{self.change.old} → {new}" if self.change.old else new

    @property
    def _parted(self):
        # Of an exam the history keeps in the same words which try it was, then the word beside it.
        tried, _, why = self.change.reason.partition(": ")
        return tried, why


@dataclass(frozen=True)
class Decisions:
    """The changes of all results in one subject, the last one first."""

    subject: str
    steps: list[Step]

    @property
    def last(self) -> Step:
        return self.steps[0]


def decisions_of(student: Student, year: AcademicYear) -> list[Decisions]:
    """Return the changes of the student's results of the year by subject, the subject changed last first. One query."""
    changes = Change.objects.of(student).about(*RESULTS).of_year(year).with_actor().select_related("subject", "term")
    return [Decisions(name, steps) for name, steps in _by_subject(changes.newest_first()).items()]


def _by_subject(changes: Iterable[Change]) -> dict[str, list[Step]]:
    found = {}
    for change in changes:
        found.setdefault(change.subject.name, []).append(Step(change))
    return found
