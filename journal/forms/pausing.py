"""The days of a pause and why, as a teacher asks for them and a deputy records them."""

from datetime import date

from django import forms

from accounts.fields import DayField
from journal.enums import PauseReason


class PausedDays(forms.Form):
    first_day = DayField(label="С какого дня")
    last_day = DayField(label="По какой день", help_text="Пусто, если это один день", required=False)
    reason = forms.TypedChoiceField(
        label="Причина",
        choices=[("", "Выберите причину"), *PauseReason.choices],
        coerce=PauseReason,
        error_messages={"required": "Выберите причину.", "invalid_choice": "Выберите причину из списка."},
    )

    @property
    def days(self) -> dict[str, date]:
        """The first and the last day of a valid form."""
        first = self.cleaned_data["first_day"]
        return {"first_day": first, "last_day": self.cleaned_data["last_day"] or first}
