"""The absences of a class in a week: a question for each day of a student on which there is something to explain."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from journal.actions import DayEntry, explain_days
from journal.enums import Presence
from journal.forms.homeroom.cells import Cell, said

NAME = re.compile(r"days-(s\d{1,18}-\d{4}-\d\d-\d\d)")
STRANGER = "В таблице есть ученик или день, которых на этой странице нет. Ничего не сохранено: обновите страницу."
NOTHING = "Ничего не выбрано. Выберите причину хотя бы у одного дня."
USUAL_REASON = "со слов классного руководителя"
# Present is the empty word: it needs a name of its own beside «nothing chosen».
TAKEN_BACK = "present"
OFFERED = {
    Presence.EXCUSED.value: "УП",
    Presence.ILL.value: "Б",
    Presence.UNEXCUSED.value: "НП",
    Presence.ABSENT.value: "Н",
    TAKEN_BACK: "снять",
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Question:
    """What is asked about a day; `seen`: what stood there when the page was shown."""

    name: str
    seen: str
    options: list[Option]
    conflict: str


@dataclass(frozen=True)
class AskedCell:
    cell: Cell
    question: Question | None


@dataclass(frozen=True)
class Row:
    """A student of the class with the days of the week."""

    student: User
    cells: list[AskedCell]

    @property
    def missed(self) -> int:
        return sum(asked.cell.missed for asked in self.cells)

    @property
    def unexplained(self) -> int:
        return sum(asked.cell.unexplained for asked in self.cells)


class DaysForm(forms.Form):
    """Reasons in the place of absences; a day that the person did not touch is left as it stands by then.

    `cells`: of the whole class and week, student by student. `unsaved`: the same form that met other absences than
    its author saw: what was chosen there is kept, what stands now is seen.
    """

    prefix = "days"
    reason = forms.CharField(
        label="Основание",
        help_text="Справка, записка, звонок родителей. Останется в истории каждой изменённой записи",
        max_length=200,
        required=False,
    )

    def __init__(self, cells: Iterable[Cell], *, now, posted=None, unsaved=None):
        super().__init__(posted, initial={"reason": unsaved.cleaned_data["reason"]} if unsaved else {})
        self.cells, self.now = {name_of(cell): cell for cell in cells}, now
        # Days that were not written, because something else stands there by now.
        self.stale: list[DayEntry] = []
        self.kept = {name_of(entry): entry for entry in unsaved.stale} if unsaved else {}
        for name in self._posted() & self.cells.keys():
            self.fields[name] = forms.ChoiceField(choices=OFFERED.items(), required=False)
            self.fields[f"{name}-seen"] = forms.CharField(required=False)

    @cached_property
    def rows(self) -> list[Row]:
        rows = {}
        for name, cell in self.cells.items():
            asked = AskedCell(cell, self._question(name, cell))
            rows.setdefault(cell.student, []).append(asked)
        return [Row(student, cells) for student, cells in rows.items()]

    @property
    def asks(self) -> bool:
        """Whether there is a day to be explained."""
        return any(asked.question for row in self.rows for asked in row.cells)

    def clean(self):
        if self._posted() - self.cells.keys():
            raise ValidationError(STRANGER)
        if not any(self.cleaned_data.get(name) for name in self.cells):
            raise ValidationError(NOTHING)

    def save(self, *, by, at) -> None:
        """Write the reasons; days that stand otherwise by now go into `stale`. Raises Refused."""
        reason = " ".join(self.cleaned_data["reason"].split()) or USUAL_REASON
        chosen = {name: value for name in self.cells if (value := self.cleaned_data.get(name))}
        self.stale = explain_days(
            [
                DayEntry(
                    student=self.cells[name].student,
                    day=self.cells[name].day,
                    presence=presence_of(value),
                    seen=self.cleaned_data[f"{name}-seen"],
                    reason=reason,
                    by=by,
                    at=at,
                )
                for name, value in chosen.items()
            ]
        )

    def _posted(self) -> set[str]:
        return {found[1] for name in self.data if (found := NAME.fullmatch(name))}

    def _question(self, name, cell) -> Question | None:
        chosen = self._chosen(name)
        options = [
            Option(value, label, value == chosen)
            for value, label in OFFERED.items()
            if cell.may_become(presence_of(value), now=self.now)
        ]
        conflict = self._conflict(name, cell)
        return (
            Question(self.add_prefix(name), self._seen(name, cell), options, conflict) if options or conflict else None
        )

    def _chosen(self, name) -> str:
        if name in self.kept:
            return self.kept[name].presence or TAKEN_BACK
        return self.data.get(self.add_prefix(name), "")

    def _seen(self, name, cell) -> str:
        """Return what the page showed when it was made: of a refused form the first one."""
        return self.data.get(self.add_prefix(f"{name}-seen"), cell.seen)

    def _conflict(self, name, cell) -> str:
        if name not in self.kept:
            return ""
        entry = self.kept[name]
        chosen = OFFERED[entry.presence or TAKEN_BACK]
        return f"Было: {said(entry.seen)}. Сейчас: {cell.said}. Вы выбрали: {chosen}."


def name_of(day: Cell | DayEntry) -> str:
    return f"s{day.student.pk}-{day.day}"


def presence_of(value: str) -> Presence:
    return Presence.PRESENT if value == TAKEN_BACK else Presence(value)
