"""Results of a course, a row for each student, saved together: all or none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms

from accounts.models import User
from accounts.russian import short_date
from journal.actions import Conflict, ResultEntry, give_results
from journal.control.results import MODELS, Basis, CourseResults
from journal.enums import ExamKind
from journal.forms.teacher.parts import one_line
from journal.models import TermMark
from journal.rules.openness import differs_in_silence
from journal.rules.proposing import Proposal
from journal.rules.results import NOT_A_RESULT, ResultColumn, read_result

DAY = {"type": "date"}
NOT_HELD = "День — не раньше начала учебного года и не позже сегодняшнего."
# What the fields of a row are called before the student's key.
VALUE, COMMENT, SEEN = "value", "comment", "seen"
OF_EXAM, FOR_ALL = ("form", "held_on"), "for_all"
# With the try, the form and the day it has to fit into one word of the history.
LONGEST_COMMENT = 280


@dataclass(frozen=True)
class Beside:
    """What stands in another column."""

    title: str
    digits: str


@dataclass(frozen=True)
class Row:
    """A student: what stands in the other columns, what is proposed and from what, and the fields."""

    student: User
    beside: list[Beside]
    basis: Basis | None
    proposal: Proposal | None
    standing: TermMark | None
    value: forms.BoundField
    comment: forms.BoundField
    seen: forms.BoundField

    @property
    def stands(self) -> str:
        return self.standing.digits if self.standing else ""

    @property
    def said(self) -> str:
        return self.standing.comment if self.standing else ""


class ResultsForm(forms.Form):
    """The chosen column of the results of a course; `is_filled`: empty fields show what is proposed, not yet saved."""

    form = forms.CharField(label="Форма проведения", max_length=60, required=False)
    held_on = forms.DateField(label="День", required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    for_all = forms.BooleanField(
        label="Исправить форму и день и у тех, кому отметка уже выставлена", required=False, initial=False
    )

    def __init__(
        self, results: CourseResults, column: ResultColumn, students: Iterable[User], *, is_filled=False, **kw
    ):
        self.results, self.column, self.is_filled = results, column, is_filled
        self.students = {student.pk: student for student in students}
        self.standing, self.bases = results.rows(column), results.bases(column)
        self.proposals = results.proposals(column, self.bases)
        super().__init__(**kw)
        for name in OF_EXAM:
            if column.what in ExamKind:
                self.fields[name].initial = next((getattr(row, name) for row in self.standing.values()), None)
            else:
                del self.fields[name]
        if not any(row.form or row.held_on for row in self.standing.values() if column.what in ExamKind):
            del self.fields[FOR_ALL]
        for student in self.students.values():
            self._ask(student)

    @property
    def beside(self) -> list[ResultColumn]:
        """The other columns in which anything stands."""
        standing = {column for decided in self.results.decided.values() for column in decided}
        return [column for column in self.results.columns if column in standing and column != self.column]

    @property
    def titles(self) -> list[str]:
        return [self.results.title_of(column) for column in self.beside]

    @property
    def facts(self) -> list:
        """The questions about the whole column: how and when an exam was held."""
        return [self[name] for name in (*OF_EXAM, FOR_ALL) if name in self.fields]

    def rows(self) -> list[Row]:
        return [self._row(student) for student in self.students.values()]

    def clean(self):
        held_on, year = self.cleaned_data.get("held_on"), self.results.course.year
        if held_on and not year.first_day <= held_on <= self.results.today:
            self.add_error("held_on", NOT_HELD)
        for student in self.students:
            self._check(student)

    def save(self, *, by, at) -> None:
        """Write what differs from what stands. Raises Refused; a conflict is told in its row, and seen from then on."""
        try:
            give_results(MODELS[self.column.what], list(self._entries(by, at)))
        except Conflict as conflict:
            self._tell(conflict.standing)

    def _ask(self, student):
        row, proposal, name = self.standing.get(student.pk), self.proposals.get(student.pk), student.list_name
        stands, comment, version = (row.digits, row.comment, row.version) if row else ("", "", 0)
        shown = stands or (proposal.digits if self.is_filled and proposal else "")
        said = {"required": False, "initial": comment, "max_length": LONGEST_COMMENT}
        self.fields[f"{VALUE}-{student.pk}"] = forms.CharField(label=name, initial=shown, required=False, max_length=20)
        self.fields[f"{COMMENT}-{student.pk}"] = forms.CharField(label=f"{name}, пояснение", **said)
        self.fields[f"{SEEN}-{student.pk}"] = forms.IntegerField(initial=version, min_value=0, required=False)

    def _row(self, student) -> Row:
        decided = self.results.decided[student.pk]
        beside = [Beside(self.results.title_of(column), str(decided.get(column, ""))) for column in self.beside]
        known = (found.get(student.pk) for found in (self.bases, self.proposals, self.standing))
        return Row(student, beside, *known, *(self[f"{name}-{student.pk}"] for name in (VALUE, COMMENT, SEEN)))

    def _check(self, student):
        """Read what was typed for a student into `cleaned_data[student]`: (digit, word, comment)."""
        typed = read_result(self.cleaned_data.get(f"{VALUE}-{student}", ""))
        if typed is None:
            self.add_error(f"{VALUE}-{student}", NOT_A_RESULT)
            return
        comment = one_line(self.cleaned_data.get(f"{COMMENT}-{student}", ""))
        self.cleaned_data[student] = (*typed, comment)
        silent = differs_in_silence(self.proposals.get(student), *typed, comment)
        if silent and self._is_changed(student):
            self.add_error(f"{COMMENT}-{student}", silent)

    def _is_changed(self, student) -> bool:
        row = self.standing.get(student)
        if self.cleaned_data[student] != ((row.value, row.verdict, row.comment) if row else (None, "", "")):
            return True
        stands = {name: getattr(row, name) for name in self._exam} if row and row.digits else self._exam
        # How another's exam was held is changed only when it is asked for.
        return stands != self._exam and (bool(self.cleaned_data.get(FOR_ALL)) or not any(stands.values()))

    @property
    def _exam(self) -> dict:
        """How and when an exam was held, as typed; nothing for another column."""
        return {name: self.cleaned_data.get(name) for name in OF_EXAM if name in self.fields}

    def _entries(self, by, at) -> Iterator[ResultEntry]:
        results = self.results
        for student in filter(self._is_changed, self.students):
            value, verdict, comment = self.cleaned_data[student]
            yield ResultEntry(
                student=self.students[student],
                subject=results.subject_of(self.column),
                course=results.course,
                of=results.of(self.column),
                value=value,
                verdict=verdict,
                comment=comment,
                proposal=self.proposals.get(student),
                version=self.cleaned_data[f"{SEEN}-{student}"] or 0,
                by=by,
                at=at,
                **self._exam,
            )

    def _tell(self, standing):
        """Say what stands by now; sent again, the form is about that."""
        stands = ", ".join(filter(None, [standing.digits or "снято", standing.comment]))
        said = f"{standing.given_by.short_name}, {short_date(standing.recorded_at)}: «{stands}»"
        message = f"Пока страница была открыта, отметку изменили. {said}. Сохраните ещё раз, если верно ваше."
        self.add_error(f"{VALUE}-{standing.student_id}", message)
        self.data = self.data.copy()
        self.data[f"{SEEN}-{standing.student_id}"] = standing.version
        if not self.data.get(f"{COMMENT}-{standing.student_id}"):
            # Nobody has typed anything here: what another wrote beside the mark stays.
            self.data[f"{COMMENT}-{standing.student_id}"] = standing.comment
