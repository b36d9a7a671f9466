"""How the year ended for the students of a class, and the days of the next year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms

from accounts.fields import DayField, LineField
from accounts.forms.desk import Act
from accounts.models import User
from journal.actions import open_year, promote
from journal.enums import Outcome
from journal.models import AcademicYear, Promotion, SchoolClass
from journal.rules.promoting import possible, year_later

UNDECIDED = ("", "не решено")
MADE_GOOD = (
    (Outcome.CONDITIONALLY, Outcome.CONDITIONALLY.label),
    (Outcome.MOVED, "переведён: задолженность ликвидирована"),
)


@dataclass(frozen=True)
class Row:
    """A student with the outcome that is chosen, None where nothing more is; what stands, what the marks propose."""

    student: User
    field: forms.BoundField | None
    standing: Promotion | None
    proposed: Outcome | None


class PromotionForm(forms.Form):
    """The outcome of each student of a class; `proposed`: what the marks of the year say, by student.

    `is_past`: once the next year has opened, when only a debt is still made good.
    """

    order = LineField(
        label="Приказ",
        help_text="Номер и день, по решению педсовета",
        max_length=80,
        required_message="Укажите приказ.",
    )

    def __init__(
        self,
        school_class: SchoolClass,
        students: Iterable[User],
        *,
        standing: Mapping[int, Promotion],
        proposed: Mapping[int, Outcome | None],
        is_past: bool,
        posted=None,
    ):
        super().__init__(posted)
        self.school_class, self.standing, self.proposed = school_class, standing, proposed
        self.students = {student.pk: student for student in students}
        if not is_past:
            self.fields["order"].initial = next((row.order for row in standing.values()), "")
        for student in self.students.values():
            row, likely = standing.get(student.pk), proposed.get(student.pk)
            if not is_past:
                choices = [(outcome, outcome.label) for outcome in possible(school_class.grade)]
                self._ask(student, [UNDECIDED, *choices], row.outcome if row else likely or "")
            elif row and row.outcome == Outcome.CONDITIONALLY:
                self._ask(student, [*MADE_GOOD], row.outcome)

    @property
    def asked(self) -> list[int]:
        """Of which students something may be decided."""
        return [student for student in self.students if f"outcome-{student}" in self.fields]

    def rows(self) -> list[Row]:
        asked = {student: self[f"outcome-{student}"] for student in self.asked}
        return [
            Row(student, asked.get(pk), self.standing.get(pk), self.proposed.get(pk))
            for pk, student in self.students.items()
        ]

    def save(self, *, by, at) -> None:
        chosen = {student: self.cleaned_data[f"outcome-{student}"] for student in self.asked}
        outcomes = {student: Outcome(outcome) for student, outcome in chosen.items() if outcome}
        outcomes |= {student: None for student, outcome in chosen.items() if not outcome and student in self.standing}
        seen = {student: self.data.get(f"seen-{student}", "") for student in self.asked}
        promote(self.school_class, outcomes, order=self.cleaned_data["order"], by=by, at=at, seen=seen)

    def _ask(self, student, choices, initial):
        self.fields[f"outcome-{student.pk}"] = forms.ChoiceField(
            label=student.list_name,
            choices=choices,
            initial=initial,
            required=False,
            error_messages={"invalid_choice": "Выберите решение из списка."},
        )


class NextYearForm(Act):
    """The next year, opened from a closed one."""

    part, said = "next", "Новый учебный год открыт. Загрузите школьную таблицу: курсы, расписание, учителей."

    first_day = DayField(label="Первый день нового года")
    last_day = DayField(label="Последний день нового года")

    def __init__(self, year: AcademicYear, *, posted=None):
        days = {name: year_later(getattr(year, name)) for name in ("first_day", "last_day")}
        super().__init__(self.part, posted=posted, initial=days)
        self.year = year

    def save(self, *, by, at):
        days = {name: self.cleaned_data[name] for name in ("first_day", "last_day")}
        open_year(self.year, **days, by=by, at=at)
