"""What families ask the diary for."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

NO_SUCH_DAY = "Напишите день так: 16.11.2026."


class DayForm(forms.Form):
    """A day to open the diary at."""

    date = forms.DateField(
        label="Перейти к дню",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": NO_SUCH_DAY, "invalid": NO_SUCH_DAY},
        validators=[
            MinValueValidator(date(2000, 1, 1), "Выберите день не раньше 2000 года."),
            MaxValueValidator(date(2099, 12, 31), "Выберите день не позже 2099 года."),
        ],
    )
