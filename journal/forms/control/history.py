"""A seal of the history that stands on a paper, typed to be compared."""

from datetime import datetime

from django import forms
from django.utils.timezone import make_aware

from accounts.fields import DayField, LineField

NO_SUCH_TIME = "Напишите время так: 16:20."
NO_SEAL = "Перепишите печать целиком: восемь групп по четыре знака, цифры и латинские буквы от a до f."
# Russian letters that look like hexadecimal digits.
AS_LATIN = str.maketrans("асев", "aceb")
HEX, LENGTH = frozenset("0123456789abcdef"), 32


class CompareForm(forms.Form):
    """The minute and the seal as the paper has them."""

    part = "compare"

    day = DayField(label="День на бумаге")
    time = forms.TimeField(
        label="Время на бумаге",
        input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": NO_SUCH_TIME, "invalid": NO_SUCH_TIME},
    )
    seal = LineField(
        label="Печать истории на бумаге",
        help_text="Восемь групп по четыре знака, пробелы не важны",
        max_length=100,
        required_message=NO_SEAL,
    )

    def __init__(self, *, now: datetime, posted):
        super().__init__(posted if posted.get("part") == self.part else None, prefix=self.part)
        self.now = now
        self.fields["seal"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}

    @property
    def minute(self) -> datetime:
        return make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))

    def clean_seal(self):
        """Return the seal as it is printed, whatever stands between its signs."""
        signs = "".join(filter(str.isalnum, self.cleaned_data["seal"].lower())).translate(AS_LATIN)
        if len(signs) != LENGTH or not HEX.issuperset(signs):
            raise forms.ValidationError(NO_SEAL)
        return " ".join(signs[start : start + 4] for start in range(0, LENGTH, 4))

    def clean(self):
        if {"day", "time"} <= self.cleaned_data.keys() and self.minute > self.now:
            self.add_error("time", "Этот момент ещё не наступил. Перепишите день и время с бумаги.")
