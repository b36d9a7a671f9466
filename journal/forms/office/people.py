"""Whom the list of people shows."""

from collections.abc import Mapping
from datetime import date

from django import forms

from accounts.enums import AccountState, Role
from accounts.filters import Filters, one_of
from accounts.models.user import UserQuerySet
from journal.models import SchoolClass, of_class
from journal.models.about import past_term

GONE, PAST_TERM = "gone", "past-term"
STANDING = {
    "": lambda people, day: people.present(on=day),
    GONE: lambda people, day: people.without_role(on=day),
    PAST_TERM: lambda people, day: people.filter(past_term(day)),
}
WORDS = {
    "school_class": lambda people, pk, day: people.filter(of_class(pk, on=day)),
    "role": lambda people, role, day: people.holding(role, on=day),
    "state": lambda people, state, day: people.in_state(state, on=day),
    "entered": lambda people, never, day: people.never_entered(),
    "adult": lambda people, soon, day: people.coming_of_age(on=day),
}


STANDING_SAID = [
    ("", "с ролью сегодня"),
    (GONE, "без роли сегодня"),
    (PAST_TERM, "срок хранения данных истёк"),
]


class PeopleFilters(Filters):
    """Which people of the school are listed: of those who have a role today, unless asked for the others."""

    school_class = one_of("Класс, с родителями", coerce=int)
    role = one_of("Роль", choices=[("", "любая"), *Role.choices])
    state = one_of("Вход в дневник", choices=[("", "любой"), *AccountState.choices])
    entered = forms.BooleanField(label="Ни разу не входили", required=False)
    adult = forms.BooleanField(label="Скоро 18 лет", required=False)
    standing = one_of("Кто", choices=STANDING_SAID)

    def __init__(self, asked: Mapping[str, str], *, address: str, classes: list[SchoolClass]):
        super().__init__(asked, address=address)
        self.fields["school_class"].choices = [("", "все"), *((found.pk, found.title) for found in classes)]

    def narrow(self, people: UserQuerySet, *, day: date) -> UserQuerySet:
        asked = self.in_force
        found = STANDING[asked.pop("standing", "")](people, day)
        for name, value in asked.items():
            found = WORDS[name](found, value, day)
        return found
