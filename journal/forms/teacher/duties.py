"""What a teacher's own duties are narrowed by."""

from datetime import date, datetime

from accounts.filters import Filters, one_of
from journal.control import Selection
from journal.enums import Duty, DutyState
from journal.forms.control.filters import HOLIDAYS
from journal.models import terms_near

ANY = "any"


class DutyFilters(Filters):
    """Which of the entries of the school year; unasked, those that are still to be made."""

    rule = one_of("Что внести", choices=[("", "всё"), *Duty.choices], coerce=Duty)
    state = one_of("Состояние", choices=[("", "ещё не внесено"), *DutyState.choices, (ANY, "любое")])

    def selection(self, teacher: int, *, now: datetime, today: date) -> Selection:
        """Return the teacher's duties; a filter that makes no sense selects as if it had not been set."""
        asked = self.cleaned_data if self.is_valid() else dict.fromkeys(self.fields) | self.cleaned_data
        rule, state = asked["rule"] or None, asked["state"]
        chosen = None if state in ("", None, ANY) else DutyState(state)
        first, last = year_around(today)
        return Selection(
            first, last, now, today, rule=rule, state=chosen, teacher=teacher, still_open=state in ("", None)
        )


def year_around(today: date) -> tuple[date, date]:
    """Return the days of the school year, and those after it on which its last entries are due."""
    terms = terms_near(today)
    return (terms[0].year.first_day, terms[0].year.last_day + HOLIDAYS) if terms else (today, today)
