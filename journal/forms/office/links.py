"""A child and an adult who answers for it, to be linked."""

from collections.abc import Sequence
from datetime import date

from django import forms

from accounts.actions import link
from accounts.enums import Ground
from accounts.fields import DayField, LineField
from accounts.forms.desk import STRANGER, check_term, chosen_before, offer
from accounts.models import User


class LinkForm(forms.Form):
    """Whom of those found, on what ground, for what time; `side` is what the one found will be: child or guardian."""

    other = forms.TypedChoiceField(
        label="Кто из найденных",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите человека.", "invalid_choice": STRANGER},
    )
    ground = forms.ChoiceField(
        label="Основание",
        choices=Ground,
        error_messages={"invalid_choice": "Выберите основание из списка."},
    )
    document = LineField(
        label="Документ",
        help_text="Вид, номер и дата: свидетельство о рождении, распоряжение об опеке",
        max_length=120,
        required=False,
    )
    since = DayField(label="С какого дня")
    until = DayField(label="По какой день", help_text="Если срок не задан, оставьте пустым", required=False)

    def __init__(self, person: User, *, side: str, found: Sequence[tuple[User, str]], today: date, typed, posted=None):
        """Start with what was `typed` while somebody else was looked for."""
        kept = chosen_before(found, today, typed, ("ground", "document", "since", "until"))
        super().__init__(posted, initial=kept)
        self.pair, self.side = {"child": person, "guardian": person}, side
        offer(self.fields["other"], found)

    def clean(self):
        check_term(self)

    def save(self, *, by: User, at) -> None:
        """Link the two. Raises Refused."""
        typed = dict(self.cleaned_data)
        link(**self.pair | {self.side: typed.pop("other")}, **typed, by=by, at=at)
