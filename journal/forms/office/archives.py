"""Which class of a year is written as an archive."""

from django import forms

from journal.models import AcademicYear, SchoolClass


class YearArchiveForm(forms.Form):
    """The whole school, or one class of the year."""

    school_class = forms.ModelChoiceField(
        label="Что записать",
        queryset=SchoolClass.objects.none(),
        required=False,
        empty_label="вся школа",
        error_messages={"invalid_choice": "Выберите класс из списка."},
    )

    def __init__(self, year: AcademicYear, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school_class"].queryset = year.classes.in_order()
