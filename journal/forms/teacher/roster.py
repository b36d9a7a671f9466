"""Forms with a row for each student of a lesson, all saved together."""

import re
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError

from journal.actions import Conflict, Doubt
from journal.enums import Matter, Presence
from journal.forms.teacher.parts import Part, last_changes, told

STUDENT = re.compile(r"s(\d+)-")
STRANGER = "В таблице есть ученик, которого нет на этом уроке. Ничего не сохранено: обновите страницу."


@dataclass(frozen=True)
class Pick:
    """One of the large buttons of a row; `spoken` when its label says too little to the ear."""

    value: str
    label: str
    spoken: str
    is_chosen: bool


@dataclass(frozen=True)
class Picks:
    """The buttons of one question of a row; `seen` is what stood there when the page was shown."""

    field: object
    caption: str
    picks: tuple[Pick, ...]
    seen: str

    @property
    def seen_name(self):
        return self.field.html_initial_name


@dataclass(frozen=True, kw_only=True)
class Row:
    """A student in a form: the questions, and what else the person should know."""

    anchor: str
    member: object
    groups: tuple[Picks, ...]
    conflict: str = ""
    mark: object = None
    version: object = None
    details: tuple = ()
    # The cell of the grid that the row is, and what was seen there; empty where the row is no cell.
    cell: str = ""
    base: str = ""
    # The address of all that is and was in the cell.
    card: str = ""
    # The name of the answer «I am sure», when the person is asked.
    sure_name: str = ""

    @property
    def name(self):
        return self.member.student.list_name

    @property
    def presence(self) -> str:
        """Return what is noted beside the student: «Н»; empty for one who is there."""
        return Presence(self.member.presence).label if self.member.presence else ""

    @property
    def is_explained(self) -> bool:
        """Whether there is anything to read in the details."""
        return any(detail.value() or detail.errors for detail in self.details)

    @property
    def errors(self):
        return [error for group in self.groups for error in group.field.errors]


class Buttons(forms.ChoiceField):
    """One of the buttons, or what stood there when the page was shown: sent back as it was, it says nothing."""

    def __init__(self, *, seen, **kwargs):
        super().__init__(**kwargs)
        self.seen = seen

    def valid_value(self, value):
        return value == self.seen or super().valid_value(value)


class RosterForm(Part):
    """Questions about each student of a roster; what the person did not touch is left as it stands by then."""

    # What the ear needs beyond the labels of the buttons, by value.
    spoken = {}

    def __init__(self, lesson, *, members, **kwargs):
        super().__init__(lesson, **kwargs)
        self.members = {member.student_id: member for member in members}
        for member in members:
            self.add_row(member)

    def buttons(self, member, question, choices, stands) -> Buttons:
        seen = self.data.get(self.add_initial_prefix(name_of(member, question)))
        return Buttons(choices=choices, initial=stands, seen=seen)

    def add_row(self, member) -> None:
        """Add the questions about one student."""

    def row(self, member) -> Row:
        """Return what is shown of one student."""

    def rows(self) -> list[Row]:
        return [self.row(member) for member in self.members.values()]

    def ask(self, member, question, field) -> None:
        """Add a question about a student; its error is headed by the student's name."""
        field.label, field.required = member.student.list_name, False
        field.show_hidden_initial = True
        self.fields[name_of(member, question)] = field

    def clean(self):
        strangers = self._students_named() - set(map(str, self.members))
        if strangers:
            raise ValidationError(STRANGER)

    def touched(self, member, *questions) -> bool:
        """Say whether the person changed any of these answers; an answer that has not come is none."""
        names = {name_of(member, question) for question in questions}
        return any(self.add_prefix(name) in self.data for name in names.intersection(self.changed_data))

    def answer(self, member, question):
        return self.cleaned_data[name_of(member, question)]

    def picks(self, member, question, caption="") -> Picks:
        field = self[name_of(member, question)]
        chosen = str(self.kept(member, question) if self.unsaved else field.value())
        choices = tuple(
            Pick(value, label, self.spoken.get(value, ""), value == chosen) for value, label in field.field.choices
        )
        return Picks(field, caption, choices, self.seen(field))

    def kept(self, member, question):
        """Return what was typed in a row that met a conflict, else what stands."""
        if self.is_conflicting(member):
            return self.unsaved.answer(member, question)
        return self.fields[name_of(member, question)].initial

    def seen(self, field):
        """Return what the page showed when it was made: of a refused form the first one."""
        return self.data.get(field.html_initial_name, "") if self.is_bound else field.field.initial

    @cached_property
    def questions_left(self) -> dict[int, Conflict | Doubt]:
        """Why answers of the form before were not written, by the student's id."""
        return {conflict.standing.student_id: conflict for conflict in self.unsaved.conflicts} if self.unsaved else {}

    def is_conflicting(self, member) -> bool:
        """Say whether this row is shown again because of a conflict."""
        return member.student_id in self.questions_left

    def author_of(self, member) -> str:
        """Say who has noted what stands beside a student; one query for all of them."""
        change = self._noted.get(member.student_id)
        return f" Внесено: {told(self.lesson, change.by, change.at)}." if change else ""

    @cached_property
    def _noted(self):
        return last_changes(self.lesson, Matter.PRESENCE)

    def _students_named(self) -> set[str]:
        start = f"{self.prefix}-"
        found = (STUDENT.match(name.removeprefix(start)) for name in self.data if name.startswith(start))
        return {match[1] for match in found if match}


def name_of(member, question: str) -> str:
    return f"s{member.student_id}-{question}"


def announced(members) -> list:
    """Return those who will not come, as their families say, and of whom nothing is noted."""
    return [member for member in members if member.is_announced and not member.presence]
