"""Fields of forms that the whole house uses."""

import unicodedata
from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.rules.passwords import in_one_form
from accounts.rules.texts import visible

NO_SUCH_DAY = "Напишите день так: 16.11.2026."
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


class DayField(forms.DateField):
    """A day of this century, chosen in the browser's own calendar or written by hand."""

    def __init__(self, *, first: date = FIRST, last: date = LAST, **kwargs):
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": NO_SUCH_DAY, "invalid": NO_SUCH_DAY},
            validators=[
                MinValueValidator(first, f"Выберите день не раньше {first.year} года."),
                MaxValueValidator(last, f"Выберите день не позже {last.year} года."),
            ],
            **kwargs,
        )


class LineField(forms.CharField):
    """One line in which there is something to see."""

    def __init__(self, *, required_message: str = "", **kwargs):
        super().__init__(**kwargs)
        if required_message:
            self.error_messages["required"] = required_message

    def to_python(self, value):
        return visible(" ".join(super().to_python(value).split()))


class PasswordField(forms.CharField):
    """A password that is the same on every device: «й» is one letter or two signs by the maker of the keyboard.

    Spaces around it fall away: telephones put one after a pasted word. Three words of ours are one password in any
    case and with whatever between them. What telephones do to a text would be done to a password that is shown, too.
    """

    LONGEST = 128

    def __init__(self, *, autocomplete="current-password", **kwargs):
        widget = forms.PasswordInput(
            attrs={"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
        )
        super().__init__(**{"label": "Пароль", "max_length": self.LONGEST, "widget": widget} | kwargs)
        self.error_messages["max_length"] = f"Пароль не бывает длиннее {self.LONGEST} знаков."

    def to_python(self, value):
        return in_one_form(unicodedata.normalize("NFC", super().to_python(value)))
