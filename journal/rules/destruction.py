"""Until when the school keeps a person's data, and from which day it must destroy them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.enums import Role
from accounts.russian import full_date


@dataclass(frozen=True)
class Term:
    """For how many years something of a year of teaching is kept, and by which paper."""

    years: int
    source: str

    def kept_through(self, last_day: date) -> date:
        """Return the last day on which it is kept; `last_day`: of the year of teaching."""
        return date(last_day.year + self.years, 12, 31)


# The journal for five years; then its pages with the summary marks are taken out and kept on.
RULES = "Методические рекомендации, письмо Минобразования России от 20.12.2000 № 03-51/64"
JOURNAL, SUMMARY = Term(5, RULES), Term(25, RULES)
# Years for which the journals that name a person are kept; of a parent they say nothing.
KEPT_FOR = dict.fromkeys(Role, JOURNAL.years) | {Role.PARENT: 0}
# A journal that names a person is kept as long as that of a student.
IN_JOURNAL = Role.STUDENT
# Federal law 152-ФЗ, 21.4: within thirty days after the purpose is reached.
WITHIN = timedelta(days=30)


def past_term_on(held: Iterable[tuple[Role, date | None]], written: Iterable[date] = ()) -> date | None:
    """Return the first day on which nothing keeps the data any more; None while a role has no end.

    `held`: roles with their last days; `written`: days until which a journal names the person, whatever the roles say.
    A term in years runs from the first of January after the journal is closed
    (Federal law 125-ФЗ on archives, and the rules of the archival agency).
    """
    days = [_kept_until(role, until) for role, until in (*held, *((IN_JOURNAL, day) for day in written))]
    if None in days:
        return None
    return max(days, default=date.min)


def kept_from(role: Role, today: date) -> date:
    """Return the earliest last day of a role that still keeps the data today: the inverse of the term."""
    years = KEPT_FOR[role]
    return date(today.year - years, 1, 1) if years else today


def destroyed_early(free_on: date | None, today: date) -> str | None:
    """Return why the data may not be destroyed yet."""
    if free_on is None:
        return (
            "У человека есть роль в школе без последнего дня. Сначала закончите её: пока человек в школе, данные нужны."
        )
    if today < free_on:
        return f"Данные хранятся до {full_date(free_on)}: срок хранения журнала ещё не истёк."
    return None


def journals_destroyed_early(last_day: date, today: date) -> str | None:
    """Return why the journals of a year may not be destroyed yet; `last_day`: of the year of teaching."""
    through = JOURNAL.kept_through(last_day)
    if today <= through:
        return f"Журналы этого года хранятся до {full_date(through)} включительно: срок хранения ещё не истёк."
    return None


def _kept_until(role, until):
    if until is None:
        return None
    years = KEPT_FOR[role]
    return date(until.year + years + 1, 1, 1) if years else until + timedelta(days=1)
