"""What the visits are narrowed by."""

from datetime import datetime, timedelta

from django import forms

from accounts.access import STAFF
from accounts.enums import Entrance, Role
from accounts.filters import Filters
from accounts.models.visits import VisitQuerySet

# Whom the service is for (regulation, 2.1); the staff come to work.
RECIPIENTS = (Role.STUDENT, Role.PARENT)
WHOSE = {"": RECIPIENTS, "staff": STAFF, "all": tuple(Role)}
DAYS = {"": 7, "30": 30, "365": 365}


def chosen(label: str, first: str, *others) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", first), *others],
        required=False,
        error_messages={"invalid_choice": "Выберите из списка."},
    )


class VisitFilters(Filters):
    """Of which days, of whom, and by what people came in."""

    days = chosen("За сколько дней", "7 дней", ("30", "30 дней"), ("365", "год"))
    whose = chosen("Кто", "ученики и родители", ("staff", "работники"), ("all", "все"))
    entrance = chosen("Как вошли", "как угодно", *Entrance.choices)

    def narrow(self, visits: VisitQuerySet, *, now: datetime) -> VisitQuerySet:
        asked = self.in_force
        found = visits.of(WHOSE[asked.get("whose", "")])
        found = found.since(now - timedelta(days=DAYS[asked.get("days", "")]))
        return found.by(asked["entrance"]) if "entrance" in asked else found
