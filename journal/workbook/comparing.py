"""What a workbook would change in the diary; nothing is written here."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from accounts.models import User
from journal.workbook import days, holding, school, teaching
from journal.workbook.calendar import year_of
from journal.workbook.checking import Book
from journal.workbook.differences import Difference
from journal.workbook.powers import Powers, check_powers, demand_day, powers_of
from journal.workbook.problems import Problem, Refused
from journal.workbook.renaming import FEW, Renamed, renamed_of
from journal.workbook.sheets import SHEETS
from journal.workbook.tracing import Trace, traces_of


@dataclass(frozen=True)
class Line:
    """How many things of a kind are new, changed, unchanged, ended."""

    title: str
    new: int
    changed: int
    unchanged: int
    ended: int

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.ended)

    @property
    def numbers(self) -> str:
        """«новых 3, прекращено 1»; empty when nothing changes."""
        numbers = (("новых", self.new), ("изменено", self.changed), ("прекращено", self.ended))
        return ", ".join(f"{word} {number}" for word, number in numbers if number)

    @property
    def words(self) -> str:
        return f"{self.title[0].lower()}{self.title[1:]}: {self.numbers}"


@dataclass(frozen=True)
class Comparison:
    """All differences in the order in which they are written, and what they mean for people."""

    on: date
    differences: list[Difference]
    powers: Powers
    traces: list[Trace]
    renamed: list[Renamed]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(map(counted, self.differences))

    @property
    def changes_nothing(self) -> bool:
        return all(line.is_empty for line in self.lines)

    @property
    def newcomers(self) -> list[User]:
        """People whom the diary does not know yet."""
        [people] = (difference for difference in self.differences if difference.model is User)
        return people.new

    @property
    def strangers(self) -> list[Renamed]:
        """Those whose diaries would go to somebody else; a few may be mended slips."""
        others = [row for row in self.renamed if row.is_another]
        return others if len(others) > FEW else []

    @property
    def is_doubtful(self) -> bool:
        """Whether it looks like a wrong file, so that somebody has to say that it is meant."""
        return bool(self.mass_endings or self.strangers)

    @property
    def mass_endings(self) -> list[Difference]:
        return [difference for difference in self.differences if difference.is_mass_ending]

    @cached_property
    def fingerprint(self) -> str:
        """What tells this comparison from that of another moment: which rows change, and how many are new."""
        parts = [(self.on, self.lines)]
        for row in self.differences:
            parts += [(row.title, sorted(map(repr, kind))) for kind in (row.changed, row.ended, row.never_began)]
        return sha256(repr(parts).encode()).hexdigest()


def counted(difference: Difference) -> Line:
    ended = len(difference.ended) + len(difference.never_began) + difference.gone
    return Line(difference.title, len(difference.new), len(difference.changed), difference.unchanged, ended)


def compare(book: Book, *, on: date, today: date, by: User | None = None) -> Comparison:
    """Compare the workbook with the diary; about 20 queries. Raises Refused when the past contradicts.

    `by`: the administrator who brings it in, if any; not everything is theirs to change.
    """
    year = year_of(book)
    known = school.load(year, on=on, today=today)
    if by:
        demand_day(known)
    plain = school.compare(book, known, year)
    people = next(difference for difference in plain if difference.title == "Люди")
    enrolments, enrolled = holding.compare_enrolments(book, known)
    roles = holding.compare_roles(book, known, people)
    differences = [
        *plain,
        *days.compare(book, known),
        roles,
        holding.compare_homerooms(book, known),
        enrolments,
        holding.compare_guardianships(book, known),
        teaching.compare_teachers(book, known),
        teaching.compare_members(book, known, enrolled),
        teaching.compare_slots(book, known),
    ]
    refuse([*known.problems, *(check_powers(book, known, differences, by) if by else ())])
    return Comparison(
        on, differences, powers_of(known, roles), traces_of(differences, known), renamed_of(people, known)
    )


def refuse(problems: list[Problem]) -> None:
    """Raise Refused if there are any problems, each once, in the order of the sheets and rows."""
    if problems:
        places = {sheet.name: place for place, sheet in enumerate(SHEETS)}
        every = dict.fromkeys(problems)
        raise Refused(sorted(every, key=lambda problem: (places.get(problem.sheet, len(places)), problem.row)))
