"""Marks of a whole class for one work, given by large buttons and saved together."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.russian import day_month
from journal.actions import Doubt, MarkEntry, give_marks
from journal.forms.teacher.parts import one_line, told
from journal.forms.teacher.roster import RosterForm, Row, name_of
from journal.models import Mark
from journal.rules.cells import Base, Column
from journal.rules.openness import cancelled_work

DOT, NOTHING = ".", ""
LABELS = {DOT: "·", NOTHING: "—"}
SPOKEN = {DOT: "не сдано", NOTHING: "без отметки"}
CAPTIONS = ("Первая отметка", "Вторая отметка")
DETAILS = {
    "comment": "Пояснение, его видит семья",
    "done_on": "Когда выполнена работа, если позже остальных",
    "received_on": "Когда получена отметка, если в другой день",
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
        for question in self.questions:
            self.ask(member, question, self._field(question, member))
        for detail in self.questions[1 + self.is_of_two_parts :]:
            self._explain(member, detail)
        self.fields[name_of(member, "version")] = self._version_field(member)

    def _version_field(self, member):
        version, name = self.standing(member).version, member.student.list_name
        return forms.IntegerField(initial=version, min_value=0, required=False, label=name)

    def _explain(self, member, detail):
        field = self.fields[name_of(member, detail)]
        field.label = DETAILS[detail]
        if self.is_conflicting(member):
            field.initial = self.unsaved.answer(member, detail)

    def standing(self, member) -> Mark:
        """Return the mark that stands, or an empty one of version 0."""
        return self.marks.get(member.student_id) or Mark(version=0)

    def clean(self):
        super().clean()
        self.check_work_is_here()

    def check_work_is_here(self):
        """The work may have been cancelled or moved while the page was open."""
        if self.work is None:
            return
        if sentence := cancelled_work(self.work):
            raise ValidationError(sentence)
        if self.work.lesson_id != self.lesson.pk:
            raise ValidationError(f"Работа перенесена на {day_month(self.work.date)}: отметки ставят на том уроке.")

    def row(self, member) -> Row:
        captions = CAPTIONS if self.is_of_two_parts else ("",)
        questions = zip(("value", "second"), captions, strict=False)
        version = self[name_of(member, "version")]
        return Row(
            anchor=f"{self.prefix}-s{member.student_id}",
            member=member,
            groups=tuple(self.picks(member, question, caption) for question, caption in questions),
            conflict=self.conflict(member),
            mark=self.standing(member),
            version=version,
            details=tuple(self[name_of(member, detail)] for detail in DETAILS if self.is_detailed),
            cell=self.cell(member),
            base=self.base(member),
            card=self._card(member),
            sure_name=self._sure_name(member) if isinstance(self.questions_left.get(member.student_id), Doubt) else "",
        )

    def cell(self, member) -> str:
        """Return the id of the cell that the row is; none where one press says too little."""
        return ""

    def _card(self, member) -> str:
        column = Column(self.lesson.pk) if self.is_oral else Column(self.work.pk, is_work=True)
        return reverse("journal:teacher-cell", args=[self.lesson.course_id, f"{column}-{member.student_id}"])

    def base(self, member) -> str:
        """Return what is seen there, as the grid tells it."""
        return str(Base(self.standing(member).version))

    def stands(self, member) -> str:
        """Return which of the buttons is pressed."""
        return token(self.standing(member))

    def codes(self, member) -> tuple[str, ...]:
        """Return the buttons beside the digits."""
        return (DOT,) if self.work.is_written else ()

    def is_sure(self, member) -> bool:
        """Say whether the person has confirmed a mark of one who was not there."""
        return self._sure_name(member) in self.data

    def _sure_name(self, member) -> str:
        return self.add_prefix(name_of(member, "sure"))

    def _field(self, question, member):
        mark = self.standing(member)
        if question == "value":
            return self._digits(member, question, self.stands(member), self.codes(member))
        if question == "second":
            return self._digits(member, question, digit(mark.second_value))
        if question in ("comment", "received_reason"):
            return forms.CharField(max_length=300 if question == "comment" else 200, initial=getattr(mark, question))
        return forms.DateField(widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), initial=self._day(question, mark))

    def _digits(self, member, question, stands, codes=()):
        values = dict.fromkeys((*self.digits, *filter(None, (stands,)), *codes, NOTHING))
        return self.buttons(member, question, [(value, LABELS.get(value, value)) for value in values], stands)

    def _day(self, question, mark) -> date | None:
        """Return a day that was stated; the day of the lesson itself needs no saying."""
        day = getattr(mark, question)
        return None if day == self.lesson.date else day

    def conflict(self, member) -> str:
        question = self.questions_left.get(member.student_id)
        if question is None:
            return ""
        if isinstance(question, Doubt):
            stands = self.stands(member)
            return f"{question} Если да, сохраните ещё раз; если нет, выберите «{LABELS.get(stands, stands)}»."
        mark = self.standing(member)
        author = f" ({told(self.lesson, mark.given_by, mark.changed_at)})" if mark.pk else ""
        both = f"В журнале {mark.digits or 'пусто'}{author}, у вас {self.unsaved.typed(member) or 'пусто'}."
        return f"{both} Оставьте выбранным нужное и сохраните ещё раз."

    def typed(self, member) -> str:
        """Return what was typed beside a student: «5», «5/4», «·», or nothing."""
        values = [self.answer(member, question) for question in self.questions if question in ("value", "second")]
        return "/".join(LABELS.get(value, value) for value in values if value)

    def save(self, *, by, at) -> None:
        touched = [member for member in self.members.values() if self.touched(member, *self.questions)]
        entries = [self._entry(member, by, at) for member in touched]
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
            sure=self.is_sure(member),
            by=by,
            at=at,
            **self._details(member),
        )

    def _details(self, member) -> dict:
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
