"""«Отсутствие по заявлению»: a paper that explains all lessons of a student on some days."""

from django import forms

from accounts.fields import DayField
from journal.actions import Explained, Statement, explain_by_statement
from journal.enums import AbsenceGround, Presence
from journal.models import AbsenceNote

REASONS = (
    (Presence.EXCUSED, "УП, уважительная причина"),
    (Presence.ILL, "Б, болезнь"),
    (Presence.UNEXCUSED, "НП, неуважительная причина"),
)


class StatementForm(forms.Form):
    """Who, which days, which reason, by what paper."""

    prefix = "statement"
    student = forms.TypedChoiceField(
        label="Ученик",
        error_messages={"required": "Выберите ученика.", "invalid_choice": "Выберите ученика из списка класса."},
    )
    first_day = DayField(label="С какого дня")
    last_day = DayField(label="По какой день")
    presence = forms.ChoiceField(
        label="Причина",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину.", "invalid_choice": "Выберите причину из списка."},
    )
    reason = forms.CharField(
        label="Основание",
        help_text="Например: заявление от 12 октября",
        max_length=200,
        error_messages={"required": "Напишите, на каком основании: заявление, справка, приказ."},
    )

    def __init__(self, students, *, posted=None, note: AbsenceNote | None = None):
        super().__init__(posted, initial=proposed(note) if note else {})
        people = {str(student.pk): student for student in students}
        self.fields["student"].choices = [
            ("", "Выберите ученика"),
            *((pk, student.list_name) for pk, student in people.items()),
        ]
        self.fields["student"].coerce = people.get

    def save(self, *, by, at) -> Explained:
        """Write the reason on the lessons of the days. Raises Refused."""
        typed = self.cleaned_data | {"presence": Presence(self.cleaned_data["presence"])}
        return explain_by_statement(Statement(**typed, by=by, at=at))


def proposed(note: AbsenceNote) -> dict:
    """Return what a word of the family would have the homeroom teacher write."""
    ground = note.get_ground_display()
    return {
        "student": note.student_id,
        "first_day": note.first_day,
        "last_day": note.last_day,
        "presence": AbsenceGround(note.ground).presence,
        "reason": f"сообщила семья: {ground}",
    }
