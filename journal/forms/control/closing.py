"""Closing a term or a year, and opening one course of it again."""

from datetime import date

from django import forms

from accounts.enums import Role
from accounts.fields import DayField, LineField
from accounts.forms.desk import Act
from accounts.models import User
from journal.actions import close_term, close_year, end_reopening, reopen
from journal.control.closing import courses_of
from journal.models import AcademicYear, Course, Reopening, Term
from journal.rules.closing import LONGEST_REOPENING


class CloseForm(Act):
    """Closing a term or a year; where something is missing, with a word why all the same."""

    part, said = "close", "Период закрыт."

    reason = LineField(
        label="Почему период закрывается, хотя внесено не всё",
        help_text="Останется в истории журналов",
        max_length=200,
        required_message="Напишите, почему период закрывается, хотя внесено не всё.",
    )

    def __init__(self, period: Term | AcademicYear, *, is_whole: bool, posted=None):
        super().__init__(self.part, posted=posted)
        self.period = period
        if isinstance(period, AcademicYear):
            self.said = "Учебный год закрыт."
        if is_whole:
            del self.fields["reason"]

    def save(self, *, by, at):
        if isinstance(self.period, AcademicYear):
            close_year(self.period, reason=self.cleaned_data.get("reason", ""), by=by, at=at)
        else:
            close_term(self.period, reason=self.cleaned_data.get("reason", ""), by=by, at=at)


class ReopenForm(Act):
    """One course opened again: a term of it, or its year."""

    part, said = "reopen", "Курс открыт: учитель может исправить записи."

    course = forms.TypedChoiceField(
        label="Курс",
        error_messages={"required": "Выберите курс.", "invalid_choice": "Выберите курс из списка."},
    )
    reason = LineField(
        label="Почему", help_text="Останется в истории журнала", max_length=300, required_message="Напишите причину."
    )
    teacher = forms.TypedChoiceField(
        label="Кто исправит",
        required=False,
        help_text="Пусто: кто ведёт курс или вёл его последним",
        error_messages={"invalid_choice": "Выберите учителя из списка."},
    )
    until = DayField(
        label="По какой день", help_text=f"Включительно, не дальше чем на {LONGEST_REOPENING.days} дней вперёд"
    )

    def __init__(self, period: Term | AcademicYear, *, today: date, posted=None):
        super().__init__(self.part, posted=posted)
        self.period, self.today = period, today
        self.fields["course"].choices, self.fields["teacher"].choices = self._courses, self._teachers
        self.fields["course"].coerce = self.fields["teacher"].coerce = int
        self.fields["teacher"].empty_value = None

    def _courses(self) -> list[tuple]:
        """Return the courses that the period divides, activities too: their topics and absences are closed as well."""
        courses = courses_of(self.period).with_subject().in_order()
        return [("", "Выберите"), *((course.pk, str(course)) for course in courses)]

    def _teachers(self) -> list[tuple]:
        teachers = User.objects.holding(Role.TEACHER, on=self.today).in_order()
        return [("", "Учитель курса"), *((teacher.pk, teacher.list_name) for teacher in teachers)]

    def save(self, *, by, at):
        course = Course.objects.select_related("year", "subject").get(pk=self.cleaned_data["course"])
        term = None if isinstance(self.period, AcademicYear) else self.period
        said = {name: self.cleaned_data[name] for name in ("reason", "until")}
        if self.cleaned_data["teacher"]:
            said["to"] = User.objects.get(pk=self.cleaned_data["teacher"])
        reopen(course, term=term, **said, by=by, at=at)


class EndForm(Act):
    """A course closed again before its day."""

    said = "Курс закрыт снова."

    def __init__(self, reopening: Reopening, *, posted=None):
        super().__init__(f"end-{reopening.pk}", posted=posted)
        self.reopening = reopening

    def save(self, *, by, at):
        end_reopening(self.reopening, by=by, at=at)
