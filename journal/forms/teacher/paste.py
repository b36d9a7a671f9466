"""Marks from a list: what each line puts into which cell, seen before it is put."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError

from accounts.russian import plural
from journal.actions.grid import CellEntry, Saved, save_cells
from journal.enums import Presence
from journal.forms.teacher.grid import SEEN, SURE
from journal.forms.teacher.parts import Part
from journal.models import Mark
from journal.rules.cells import DOT, Base, Cell, Column
from journal.rules.openness import outside_scale
from journal.rules.pasted import Found, sort_out

# More signs than any class needs; a longer text is another one.
MOST = 5000
NOTHING = "—"
SCALE = "Отметки — столбиком, как в списке урока, или с фамилиями: «Абрамов 5», «Абрамов Пётр 5/4», «Белова не сдано»."


@dataclass(frozen=True)
class Put:
    """What a line puts into a cell, beside what stands there; `is_answered`: the person was asked and has chosen."""

    column: Column
    student: object
    about: str
    base: Base
    stands: Cell
    wanted: Cell
    is_answered: bool = False

    @property
    def name(self) -> str:
        return f"{self.column}-{self.student.pk}"

    @property
    def seen_name(self) -> str:
        return SEEN + self.name

    @property
    def old(self) -> str:
        return _said(self.stands)

    @property
    def new(self) -> str:
        return _said(self.wanted)

    @property
    def changes(self) -> bool:
        return self.stands != self.wanted

    @property
    def replaces(self) -> bool:
        return self.changes and self.stands != Cell()


@dataclass(frozen=True)
class Left:
    """A line that puts nothing, and why."""

    line: str
    reason: str


class PasteForm(Part):
    """Marks for a work, or for the answers of a lesson; absences go to the lesson itself.

    `marks` and `answers`: those that stand, for the work and for the answers of its lesson. A line adds what it says:
    where it names only an absence, the mark stays.
    """

    text = forms.CharField(
        label="Список",
        help_text=SCALE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Вставьте список отметок."},
    )
    # The list whose preview the person has seen.
    shown = forms.CharField(strip=False, required=False)

    def __init__(self, work, *, members, marks, answers, gives_ones, **kwargs):
        super().__init__(work.lesson, part="paste", **kwargs)
        self.work, self.gives_ones = work, gives_ones
        self.members = {member.student_id: member for member in members}
        self.marks, self.answers = ({mark.student_id: mark for mark in rows} for rows in (marks, answers))

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError("Вставьте список отметок.")
        if len(text) > MOST:
            raise ValidationError(f"Слишком длинный список: уместится {MOST} знаков. Вставьте его по частям.")
        return text

    @property
    def first(self) -> str:
        """Whose the first line of a list without names is; empty where nobody is on the list."""
        return next((member.student.list_name for member in self.members.values()), "")

    @property
    def is_agreed(self) -> bool:
        """Whether the person has seen what this very list will put."""
        if "apply" not in self.data or not self.is_valid():
            return False
        return self.cleaned_data["shown"].splitlines() == self.cleaned_data["text"].splitlines()

    @cached_property
    def puts(self) -> list[Put]:
        lines = [found for found in self._found if not self._problem(found)]
        return [self._answered(put) for found in lines for put in self._puts(found)]

    @property
    def left(self) -> list[Left]:
        reasons = ((found.line.text, self._problem(found)) for found in self._found)
        return [Left(line, reason) for line, reason in reasons if reason]

    @property
    def changes(self) -> bool:
        """Whether the list puts anything that does not stand already."""
        return any(put.changes for put in self.puts)

    @property
    def summary(self) -> str:
        """«27 отметок, заменит 2»."""
        new, old = (sum(getattr(put, fact) for put in self.puts) for fact in ("changes", "replaces"))
        said = plural(new, "запись,записи,записей") if new else "Ничего не изменится"
        return f"{said}, заменит {old}" if old else said

    @property
    def unread(self) -> dict:
        """What is no value of a cell: such lines put nothing."""
        return {}

    @property
    def entries(self) -> list[CellEntry]:
        return [self._entry(put) for put in self.puts]

    def save(self, *, by, at) -> None:
        self.saved: Saved = save_cells(self.lesson.course_id, self.entries, by=by, at=at)

    @cached_property
    def _found(self) -> list[Found]:
        return sort_out(self.cleaned_data["text"], [member.student for member in self.members.values()])

    @cached_property
    def _times(self) -> Counter:
        """How often each student is named beyond doubt."""
        return Counter(found.students[0].pk for found in self._found if len(found.students) == 1 and found.line.cell)

    def _problem(self, found) -> str:
        """Return why a line puts nothing; empty for one that does."""
        cell = found.line.cell
        if not found.students:
            return "Не понять, чья отметка: проверьте фамилию."
        if len(found.students) > 1:
            names = ", ".join(f"{student.list_name} {student.patronymic}".strip() for student in found.students)
            return f"Подходят {names}: допишите имя или отчество."
        if cell is None:
            return "Отметки нет, или её не понять."
        if self._times[found.students[0].pk] > 1:
            return "Этот ученик назван не раз: оставьте одну строку."
        if cell.second_value is not None and self.work.parts == 1:
            return "За эту работу ставят одну отметку."
        wrong = (outside_scale(value, gives_ones=self.gives_ones) for value in (cell.value, cell.second_value))
        return next(filter(None, wrong), "")

    def _puts(self, found) -> Iterator[Put]:
        """Yield what a line puts: into the lesson's own column who was there, into that of the work the mark."""
        [student], said = found.students, found.line.cell
        answer, noted = self.answers.get(student.pk) or Mark(version=0), self.members[student.pk].presence
        presence = _noted(noted, said.presence)
        stands = Cell(*answer.content, noted)
        if self.work.is_implicit:
            wanted = Cell(*(said.mark if said.digits else answer.content), presence)
            yield Put(Column(self.lesson.pk), student, "", Base(answer.version, noted), stands, wanted)
            return
        if said.presence:
            wanted = Cell(*answer.content, presence)
            yield Put(Column(self.lesson.pk), student, "урок", Base(answer.version, noted), stands, wanted)
        if said.digits:
            mark, column = self.marks.get(student.pk) or Mark(version=0), Column(self.work.pk, is_work=True)
            yield Put(column, student, "", Base(mark.version), Cell(*mark.content), Cell(*said.mark))

    def _answered(self, put) -> Put:
        """Let the answer to a question about the cell stand for what the list says, as long as it is this list."""
        answer = self.data.get(put.name) if self.is_agreed else None
        return put if answer is None else replace(put, wanted=Cell.read(answer) or put.stands, is_answered=True)

    def _entry(self, put) -> CellEntry:
        base = Base.read(self.data.get(put.seen_name, "").partition("=")[0]) or Base()
        place = {"column": put.column, "student_id": put.student.pk}
        return CellEntry(base=base, wanted=put.wanted, sure=SURE + put.name in self.data, **place)


def _said(cell) -> str:
    return str(cell).replace(DOT, "не сдано") or NOTHING


def _noted(stands, said) -> Presence:
    """Return what is to be noted: a reason that the homeroom teacher has put stays in the place of Н."""
    is_known = said == Presence.ABSENT and stands in Presence.away()
    return Presence(stands if is_known or not said else said)
