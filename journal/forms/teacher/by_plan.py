"""An ordinary lesson by one press: topic and homework of the plan, everybody present but the ones named."""

from django import forms
from django.core.exceptions import ValidationError

from journal.actions import (
    Conflict,
    HomeworkEntry,
    PresenceEntry,
    Refused,
    TopicEntry,
    gathered,
    note_presence,
    write_homework,
    write_topics,
)
from journal.enums import Presence
from journal.forms.teacher.parts import Part
from journal.forms.teacher.roster import announced
from journal.forms.teacher.texts import STRANGER, TAKEN

WRITTEN = "Тему этого урока тем временем внесли. По плану ничего не записано: то, что внесено, он не заменяет."


class ByPlanForm(Part):
    """Writes what the lesson has not got yet; what stands is never overwritten."""

    line = forms.CharField(widget=forms.HiddenInput, required=False)
    absent = forms.TypedMultipleChoiceField(
        label="Кого нет на уроке",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": STRANGER},
        required=False,
    )

    def __init__(self, lesson, *, plan, members, due, posted=None, **kwargs):
        initial = {"line": plan and plan.pk, "absent": [member.student_id for member in announced(members)]}
        super().__init__(lesson, part="plan", posted=posted, initial=initial, **kwargs)
        self.plan, self.due, self.members = plan, due, {str(member.student_id): member for member in members}
        self.fields["absent"].choices = [(pk, _named(member)) for pk, member in self.members.items()]
        self.fields["absent"].coerce = self.members.get

    @property
    def sets_homework(self) -> bool:
        """Whether the homework of the line is still to be written."""
        wanted = self.lesson.course.sets_homework_on(self.lesson.date) and not self.lesson.has_homework_entry
        return wanted and bool(self.plan and self.plan.homework)

    @property
    def is_needed(self) -> bool:
        """Whether the plan has anything that the lesson has not."""
        return self.is_bound or (self.plan is not None and (not self.lesson.topic or self.sets_homework))

    def clean(self):
        self.check_line()

    def check_line(self):
        """The line must be the one to take now; a page that was open for long may offer another one."""
        if self.plan is None or self.cleaned_data["line"] != str(self.plan.pk):
            raise ValidationError(WRITTEN if self.lesson.topic else TAKEN)

    def save(self, *, by, at) -> None:
        facts = {"lesson": self.lesson, "by": by, "at": at}
        try:
            with gathered():
                if not self.lesson.topic:
                    write_topics([TopicEntry(topic=self.plan.topic, planned_topic=self.plan, seen="", **facts)])
                if self.sets_homework:
                    write_homework([HomeworkEntry(text=self.plan.homework, due_lesson=self.due, seen="", **facts)])
                note_presence([*self._absences(facts)])
        except Conflict as conflict:
            raise Refused(WRITTEN) from conflict

    def _absences(self, facts):
        """Name those who are away; a reason that the homeroom teacher has put stays."""
        for member in self.cleaned_data["absent"]:
            if member.presence not in Presence.away():
                yield PresenceEntry(student=member.student, presence=Presence.ABSENT, **facts)


def _named(member) -> str:
    said = ", семья предупредила" if member.is_announced else ""
    noted = f", {Presence(member.presence).label}" if member.presence else ""
    return f"{member.student.list_name}{noted}{said}"
