"""What families ask the diary for, and what they tell the school."""

from django import forms

from accounts.fields import DayField
from journal.actions import send_note
from journal.enums import AbsenceGround

NO_SUCH_DAY = "Напишите день так: 16.11.2026."


class DayForm(forms.Form):
    """A day to open the diary at."""

    date = DayField(label="Перейти к дню")


class AbsenceForm(forms.Form):
    """The days on which a child will not come, why, and a word to the homeroom teacher."""

    first_day = DayField(label="С какого дня")
    last_day = DayField(label="По какой день", help_text="Пусто, если не придёт один день", required=False)
    ground = forms.ChoiceField(
        label="Почему",
        choices=AbsenceGround,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину.", "invalid_choice": "Выберите причину из списка."},
    )
    text = forms.CharField(
        label="Классному руководителю",
        help_text="Необязательно. Подробности болезни писать не нужно",
        max_length=300,
        required=False,
    )

    def save(self, student, *, by, at) -> None:
        """Send the word. Raises Refused."""
        typed = self.cleaned_data
        send_note(
            student=student,
            first_day=typed["first_day"],
            last_day=typed["last_day"] or typed["first_day"],
            ground=AbsenceGround(typed["ground"]),
            text=" ".join(typed["text"].split()),
            by=by,
            at=at,
        )
