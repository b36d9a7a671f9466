"""A case as lists of the desk show it: whose, about what, by when, in a word and a sign."""

from dataclasses import dataclass
from datetime import date

from accounts.russian import near, plural
from complaints.models import Complaint
from complaints.rules.clocks import urgency

DAYS = "день,дня,дней"


@dataclass(frozen=True)
class Line:
    """A case on a day. `days`: how many are left for the answer, fewer than none when it is overdue."""

    case: Complaint
    today: date

    @property
    def days(self) -> int:
        return (self.case.due_on - self.today).days

    @property
    def is_overdue(self) -> bool:
        return self.tone == "late"

    @property
    def is_soon(self) -> bool:
        return self.tone == "soon"

    @property
    def tone(self) -> str:
        return urgency(self.case.due_on, self.today) if self.case.is_awaiting else "idle"

    @property
    def clock(self) -> str:
        """«просрочено на 3 дня», «осталось 5 дней»; of what has been answered, its state."""
        if not self.case.is_awaiting:
            return self.case.get_status_display()
        if self.is_overdue:
            return f"просрочено на {plural(-self.days, DAYS)}"
        return f"осталось {plural(self.days, DAYS)}" if self.days else "ответить сегодня"

    @property
    def due(self) -> str:
        """By when, as people say it on the day."""
        return near(self.case.due_on, self.today)


@dataclass(frozen=True)
class ByClock:
    """What is to be answered: what is late, what has three days at most, the rest."""

    overdue: list[Line]
    soon: list[Line]
    later: list[Line]

    @property
    def is_empty(self) -> bool:
        return not (self.overdue or self.soon or self.later)


def by_clock(user, today: date) -> ByClock:
    """Return the cases that wait for an answer, the most urgent first. One query."""
    rows = Complaint.objects.visible_to(user).awaiting().with_people().by_clock()
    lines = [Line(case, today) for case in rows]
    later = [line for line in lines if not (line.is_overdue or line.is_soon)]
    return ByClock([line for line in lines if line.is_overdue], [line for line in lines if line.is_soon], later)
