"""What is asked before personal data leave the diary, or are destroyed in it."""

from django import forms

from accounts.fields import DayField
from accounts.models import User
from accounts.names import folded
from accounts.russian import NBSP
from journal.actions import Destroyed, destroy, rehearse
from journal.enums import DestructionReason


class NumberField(forms.CharField):
    """The number of a paper, without the sign «№» that whoever shows it puts before."""

    def to_python(self, value):
        return super().to_python(value).lstrip(f"№ {NBSP}")


class ArchiveForm(forms.Form):
    """By which request everything about a child is handed over."""

    number = NumberField(
        label="Номер обращения",
        help_text="Как в журнале обращений, без фамилий",
        max_length=20,
        error_messages={"required": "Напишите номер обращения; если номера нет, «б/н»."},
    )
    day = DayField(label="Дата обращения")

    @property
    def request(self) -> str:
        """«Обращение № 12 от 20.11.2026»."""
        return f"Обращение №{NBSP}{self.cleaned_data['number']} от {self.cleaned_data['day']:%d.%m.%Y}"


class DestroyForm(forms.Form):
    """Why the data are destroyed, by which act, and once more whose they are."""

    act = NumberField(
        label="Номер акта",
        help_text="Следующий номер в папке актов",
        max_length=20,
        error_messages={"required": "Напишите номер акта."},
    )
    reason = forms.ChoiceField(
        label="Причина",
        choices=DestructionReason,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину.", "invalid_choice": "Выберите причину из списка."},
    )
    printed = forms.BooleanField(
        label="Сводные ведомости с именем этого человека, если школа хранит их дольше, напечатаны и сданы в архив",
        error_messages={"required": "Без ведомостей отметки останутся без имени навсегда. Сдайте их и отметьте это."},
    )
    surname = forms.CharField(
        label="Фамилия человека",
        help_text="Чтобы подтвердить: вернуть данные будет нельзя",
        max_length=80,
        error_messages={"required": "Напишите фамилию человека, чьи данные уничтожаете."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, person: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_surname(self) -> str:
        if folded(self.cleaned_data["surname"]) != folded(self.person.surname):
            raise forms.ValidationError("Это другая фамилия. Проверьте, того ли человека вы открыли.")
        return self.person.surname

    def rehearse(self, *, by, at) -> Destroyed:
        """Return what would be destroyed. Raises Refused."""
        return rehearse(self.person, **self._typed, by=by, at=at)

    def save(self, *, by, at) -> Destroyed:
        """Destroy the data. Raises Refused."""
        return destroy(self.person, **self._typed, by=by, at=at)

    @property
    def _typed(self):
        return {"reason": DestructionReason(self.cleaned_data["reason"]), "act": self.cleaned_data["act"]}


class SureForm(forms.Form):
    """The last tick before the data are destroyed."""

    is_printed = forms.BooleanField(
        label="Акт напечатан и проверен. Уничтожить: вернуть данные будет нельзя",
        error_messages={"required": "Напечатайте акт, проверьте его и отметьте это."},
    )
