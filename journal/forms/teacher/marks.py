"""Marks of a whole class for one work, given by large buttons and saved together."""

from datetime import date

from django import forms
from django.utils.timezone import localtime

from journal.actions import MarkEntry, give_answers, give_marks
from journal.forms.teacher.parts import one_line
from journal.forms.teacher.roster import RosterForm, Row, name_of
from journal.models import Mark

DOT, NOTHING = ".", ""
LABELS = {DOT: "·", NOTHING: "—"}
SPOKEN = {DOT: "не сдано", NOTHING: "без отметки"}
CAPTIONS = ("Первая отметка", "Вторая отметка")
DETAILS = {
    "comment": "Пояснение, его видит семья",
    "done_on": "Работа выполнена позже, день",
    "received_on": "Отметка получена в другой день",
    "received_reason": "Почему в другой день",
}
DAY = {"type": "date"}


class MarksForm(RosterForm):
    """The marks for a work, or for the answers of a lesson whose oral work is yet to be made."""

    spoken = SPOKEN

    def __init__(self, lesson, *, work, marks, gives_ones, is_detailed=False, **kwargs):
        self.work, self.is_detailed = work, is_detailed
        self.marks = {mark.student_id: mark for mark in marks}
        self.digits = "54321" if gives_ones else "5432"
        self.is_oral = work is None or work.is_implicit
        super().__init__(lesson, part=part_of(work), **kwargs)

    @property
    def title(self) -> str:
        return "Ответы на уроке" if self.is_oral else self.work.label

    @property
    def is_of_two_parts(self) -> bool:
        return bool(self.work and self.work.parts == 2)

    @property
    def questions(self) -> tuple[str, ...]:
        parts = ("value", "second") if self.is_of_two_parts else ("value",)
        return parts + (tuple(DETAILS) if self.is_detailed else ())

    def add_row(self, member) -> None:
        mark = self.standing(member)
        for question in self.questions:
            self.ask(member, question, self._field(question, mark))
        for detail in self.questions[1 + self.is_of_two_parts :]:
            self._explain(member, detail)
        version = forms.IntegerField(initial=mark.version, min_value=0, required=False, label=member.student.list_name)
        self.fields[name_of(member, "version")] = version

    def _explain(self, member, detail):
        field = self.fields[name_of(member, detail)]
        field.label = DETAILS[detail]
        if self.is_conflicting(member):
            field.initial = self.unsaved.answer(member, detail)

    def standing(self, member) -> Mark:
        """Return the mark that stands, or an empty one of version 0."""
        return self.marks.get(member.student_id) or Mark(version=0)

    def rows(self) -> list[Row]:
        return [self._row(member) for member in self.members.values()]

    def _row(self, member):
        captions = CAPTIONS if self.is_of_two_parts else ("",)
        questions = zip(("value", "second"), captions, strict=False)
        version = self[name_of(member, "version")]
        return Row(
            anchor=f"{self.prefix}-s{member.student_id}",
            member=member,
            groups=tuple(self.picks(member, question, caption) for question, caption in questions),
            conflict=self._conflict(member),
            mark=self.standing(member),
            version=version,
            details=tuple(self[name_of(member, detail)] for detail in DETAILS if self.is_detailed),
        )

    def _field(self, question, mark):
        if question in ("value", "second"):
            return self._digit(question, mark)
        if question in ("comment", "received_reason"):
            return forms.CharField(max_length=300 if question == "comment" else 200, initial=getattr(mark, question))
        return forms.DateField(widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), initial=self._day(question, mark))

    def _digit(self, question, mark):
        is_first = question == "value"
        stands = token(mark) if is_first else digit(mark.second_value)
        dot = (DOT,) if is_first and self.work and self.work.is_written else ()
        values = dict.fromkeys((*self.digits, *filter(None, (stands,)), *dot, NOTHING))
        return forms.ChoiceField(choices=[(value, LABELS.get(value, value)) for value in values], initial=stands)

    def _day(self, question, mark) -> date | None:
        """Return a day that was stated; the day of the lesson itself needs no saying."""
        day = getattr(mark, question)
        return None if day == self.lesson.date else day

    def _conflict(self, member) -> str:
        if not self.is_conflicting(member):
            return ""
        mark = self.standing(member)
        told = f"{mark.given_by.short_name}, {localtime(mark.changed_at):%H:%M}"
        return f"В журнале {mark.digits or 'пусто'} ({told}). Оставьте выбранным нужное и сохраните ещё раз."

    def save(self, *, by, at) -> None:
        entries = [
            self._entry(member, by, at) for member in self.members.values() if self.touched(member, *self.questions)
        ]
        if not entries:
            return
        if self.is_oral:
            give_answers(self.lesson, entries, apart=self.conflicts)
        else:
            give_marks(entries, apart=self.conflicts)

    def _entry(self, member, by, at):
        value = self.answer(member, "value")
        second = self.answer(member, "second") if self.is_of_two_parts else NOTHING
        return MarkEntry(
            work=self.work,
            student=member.student,
            value=int(value) if value.isdigit() else None,
            second_value=int(second) if second else None,
            not_handed_in=value == DOT,
            version=self.answer(member, "version") or 0,
            by=by,
            at=at,
            **self._details(member),
        )

    def _details(self, member) -> dict:
        if not self.is_detailed:
            mark = self.standing(member)
            return {detail: getattr(mark, detail) for detail in DETAILS}
        answers = {detail: self.answer(member, detail) for detail in DETAILS}
        return answers | {detail: one_line(answers[detail]) for detail in ("comment", "received_reason")}


def part_of(work) -> str:
    """Return the name of the part that holds the marks for a work; the answers have one before their work is made."""
    return "answers" if work is None or work.is_implicit else f"marks-{work.pk}"


def token(mark: Mark) -> str:
    """Return what stands for the mark among the buttons."""
    return DOT if mark.not_handed_in else digit(mark.value)


def digit(value: int | None) -> str:
    return "" if value is None else str(value)
