"""Until when the school keeps a person's data, and from which day it must destroy them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.enums import Role
from accounts.russian import full_date, plural


@dataclass(frozen=True)
class Term:
    """For how many years something of a year of teaching is kept, of what, and by which paper."""

    years: int
    of: str
    source: str

    def kept_through(self, last_day: date) -> date:
        """Return the last day on which it is kept; `last_day`: of the year of teaching."""
        return date(last_day.year + self.years, 12, 31)

    def kept_from(self, today: date) -> date:
        """Return the earliest last day that is still kept today: the inverse of the term."""
        return date(today.year - self.years, 1, 1)

    @property
    def going_on(self) -> str:
        return f"срок хранения {self.of} ({plural(self.years, 'год,года,лет')}) ещё не истёк"


@dataclass(frozen=True, order=True)
class Keeping:
    """Until when a person's data are kept, and why so long; `free_on` is None while a role has no end."""

    free_on: date | None
    why: str = ""


# The journal for five years; then its pages with the summary marks and who moved up are taken out and kept on.
RULES = "Методические рекомендации, письмо Минобразования России от 20.12.2000 № 03-51/64"
JOURNAL, SUMMARY = Term(5, "журнала", RULES), Term(25, "сводных ведомостей", RULES)
# By which term a role keeps a person's data after its end; of a parent the journals say nothing. The summary names
# students, in their classes and courses and with their results, and not who taught them or gave a mark.
KEPT_FOR = dict.fromkeys(Role, JOURNAL) | {Role.PARENT: None}
# Federal law 152-ФЗ, 21.4: within thirty days after the purpose is reached.
WITHIN = timedelta(days=30)


def what_keeps_longest(held: Iterable[tuple[Role, date | None]], written: Iterable[tuple[Term, date]] = ()) -> Keeping:
    """Return what keeps the data longest, whatever the rest says.

    `held`: roles with their last days; `written`: last days of what names the person, each with its own term.
    A term in years runs from the first of January after the journal is closed
    (Federal law 125-ФЗ on archives, and the rules of the archival agency).
    """
    terms = [*((KEPT_FOR[role], until) for role, until in held), *written]
    if any(until is None for _, until in terms):
        return Keeping(None)
    return max((_kept_by(term, until) for term, until in terms), default=Keeping(date.min))


def kept_from(role: Role, today: date) -> date:
    """Return the earliest last day of a role that still keeps the data today."""
    term = KEPT_FOR[role]
    return term.kept_from(today) if term else today


def destroyed_early(keeping: Keeping, today: date) -> str | None:
    """Return why the data may not be destroyed yet."""
    if keeping.free_on is None:
        return (
            "У человека есть роль в школе без последнего дня. Сначала закончите её: пока человек в школе, данные нужны."
        )
    if today < keeping.free_on:
        return f"Данные хранятся до {full_date(keeping.free_on)}: {keeping.why}."
    return None


def journals_destroyed_early(last_day: date, today: date) -> str | None:
    """Return why the journals of a year may not be destroyed yet; `last_day`: of the year of teaching."""
    through = JOURNAL.kept_through(last_day)
    if today <= through:
        return f"Журналы этого года хранятся до {full_date(through)} включительно: срок хранения ещё не истёк."
    return None


def _kept_by(term, until):
    if term is None:
        return Keeping(until + timedelta(days=1), "роль в школе ещё не закончилась")
    return Keeping(term.kept_through(until) + timedelta(days=1), term.going_on)
