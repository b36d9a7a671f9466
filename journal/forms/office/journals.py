"""What is asked before the journals of a year are destroyed."""

from collections.abc import Sequence

from django import forms

from journal.actions import DestroyedJournals, destroy_journals, rehearse_journals
from journal.forms.office.privacy import NumberField
from journal.models import AcademicYear, Course


class DestroyJournalsForm(forms.Form):
    """Which journals of a year, by which act, and once more of which year."""

    course = forms.TypedChoiceField(
        label="Какие журналы",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Выберите журнал из списка."},
    )
    act = NumberField(
        label="Номер акта",
        help_text="Следующий номер в папке актов",
        max_length=20,
        error_messages={"required": "Напишите номер акта."},
    )
    archived = forms.BooleanField(
        label="Сводные ведомости этого года напечатаны и сданы в архив школы на 25 лет",
        error_messages={"required": "Сдайте ведомости в архив и отметьте это."},
    )
    year_name = forms.CharField(
        label="Учебный год",
        help_text="Чтобы подтвердить, как он назван здесь: вернуть журналы будет нельзя",
        max_length=9,
        error_messages={"required": "Напишите учебный год, журналы которого уничтожаете."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, year: AcademicYear, courses: Sequence[Course], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.year, self.courses = year, courses
        self.fields["course"].choices = [("", "все журналы года"), *((one.pk, str(one)) for one in courses)]

    def clean_year_name(self) -> str:
        if self.cleaned_data["year_name"] != self.year.name:
            raise forms.ValidationError(f"Это другой год: здесь уничтожаются журналы {self.year}.")
        return self.year.name

    def rehearse(self, *, by, at) -> DestroyedJournals:
        """Return what would be destroyed. Raises Refused."""
        return rehearse_journals(self.year, self._chosen, act=self.cleaned_data["act"], by=by, at=at)

    def save(self, *, by, at) -> DestroyedJournals:
        """Destroy the journals. Raises Refused."""
        return destroy_journals(self.year, self._chosen, act=self.cleaned_data["act"], by=by, at=at)

    @property
    def _chosen(self) -> list[Course]:
        asked = self.cleaned_data["course"]
        return [course for course in self.courses if asked in (None, course.pk)]
