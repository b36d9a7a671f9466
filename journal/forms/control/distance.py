"""Days on which lessons are held remotely: recorded once it has been seen how many lessons change, ended earlier."""

from collections.abc import Sequence
from datetime import date, timedelta

from django import forms

from accounts.fields import DayField, LineField
from accounts.forms.desk import Act
from journal.actions import end_remote, go_remote
from journal.models import AcademicYear, RemotePeriod, SchoolClass
from journal.models.school import GRADES

DAY = timedelta(days=1)
FIRST_GRADE, LAST_GRADE = GRADES
EVERY_GRADE = [("", "все"), *((grade, str(grade)) for grade in range(FIRST_GRADE, LAST_GRADE + 1))]


def grade(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=EVERY_GRADE,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Выберите параллель из списка."},
    )


class NewRemoteForm(Act):
    """A period of the whole school, of some grades or of one class. `shown`: what the person has been shown of it."""

    part = "new"

    first_day = DayField(label="С какого дня")
    last_day = DayField(label="По какой день", help_text="Пусто, если это один день", required=False)
    grade_from = grade("Параллели с")
    grade_to = grade("Параллели по")
    school_class = forms.TypedChoiceField(
        label="Или один класс",
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Выберите класс из списка."},
    )
    order = LineField(label="Приказ", help_text="Номер и день", max_length=80, required_message="Укажите приказ.")
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, classes: Sequence[SchoolClass], *, posted=None):
        super().__init__(self.part, posted=posted)
        known = {str(row.pk): row for row in classes}
        self.fields["school_class"].choices = [("", "не выбран"), *((pk, row.title) for pk, row in known.items())]
        self.fields["school_class"].coerce = known.get

    @property
    def period(self) -> RemotePeriod:
        """The period of a valid form, not saved."""
        typed = self.cleaned_data
        first, whom = typed["first_day"], {name: typed[name] for name in ("grade_from", "grade_to", "school_class")}
        last = typed["last_day"] or first
        return RemotePeriod(year=self.year, first_day=first, last_day=last, order=typed["order"], **whom)

    @property
    def sign(self) -> str:
        """What is to be seen before it is recorded, in short: the days and whom they concern, of a valid form."""
        names = ("first_day", "last_day", "grade_from", "grade_to")
        named = self.cleaned_data["school_class"]
        return "|".join(str(value) for value in (*map(self.cleaned_data.get, names), named and named.pk))

    @property
    def is_agreed(self) -> bool:
        """Whether the person has seen what a valid form changes, and says so."""
        return f"{self.prefix}-record" in self.data and self.cleaned_data["shown"] == self.sign

    @property
    def said(self) -> str:
        return f"Период внесён. Дистанционно теперь уроков: {self.done.changed}."

    def clean(self):
        self.check_whom()
        self.check_year()

    def check_year(self):
        first = self.cleaned_data.get("first_day")
        self.year = first and AcademicYear.objects.filter(first_day__lte=first, last_day__gte=first).first()
        if first and self.year is None:
            self.add_error("first_day", "Этот день не входит ни в один учебный год дневника.")

    def check_whom(self):
        typed = self.cleaned_data
        first, last, one = (typed.get(name) for name in ("grade_from", "grade_to", "school_class"))
        if one and (first or last):
            self.add_error("school_class", "Выберите параллели или один класс, не то и другое.")
        if (first is None) != (last is None):
            self.add_error("grade_to" if last is None else "grade_from", "Выберите обе параллели: с какой и по какую.")
        if first and last and last < first:
            self.add_error("grade_to", "Последняя параллель раньше первой. Поменяйте их местами.")

    def save(self, *, by, at):
        self.done = go_remote(self.period, by=by, at=at)


class EndRemoteForm(Act):
    """The last day of a period that ends earlier than was thought."""

    last_day = DayField(label="Последний день дистанционно", help_text="День раньше первого отменит весь период")

    def __init__(self, period: RemotePeriod, *, today: date, posted=None):
        # Nothing is proposed for one that has not begun: to take it away is to be meant.
        proposed = min(today, period.last_day - DAY) if period.first_day <= today else None
        super().__init__(f"end-{period.pk}", posted=posted, initial={"last_day": proposed})
        self.period = period

    @property
    def said(self) -> str:
        return f"Сохранено. Снова в школе уроков: {self.done.changed}."

    def save(self, *, by, at):
        self.done = end_remote(self.period, last_day=self.cleaned_data["last_day"], by=by, at=at)
