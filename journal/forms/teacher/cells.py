"""Marks by one press each, saved as cells of the grid: the answers at a lesson with who was not there, and works."""

from dataclasses import replace

from django import forms

from journal.actions import Conflict, Doubt, Refused
from journal.actions.grid import CellEntry, Status, save_cells
from journal.enums import Presence
from journal.forms.teacher.marks import DOT, NOTHING, MarksForm
from journal.forms.teacher.presence import SPOKEN
from journal.forms.teacher.roster import Picks, name_of
from journal.rules.cells import Base, Cell, Column
from journal.rules.openness import mark_of_absent

ABSENT = Presence.ABSENT.label


class CellsForm(MarksForm):
    """The marks for a work; what stands beside them, their words and days, is left as it is."""

    @property
    def column(self) -> Column:
        return Column(self.work.pk, is_work=True)

    def cell(self, member) -> str:
        return "" if self.is_of_two_parts else f"{self.column}-{member.student_id}"

    def conflict(self, member) -> str:
        question = self.questions_left.get(member.student_id)
        # What a rule forbids says so itself.
        is_refused = isinstance(question, Conflict) and str(question)
        return str(question) if is_refused else super().conflict(member)

    def save(self, *, by, at) -> None:
        touched = [member for member in self.members.values() if self.touched(member, *self.questions)]
        entries = [self._cell_entry(member) for member in touched]
        answers = save_cells(self.lesson.course_id, entries, by=by, at=at).answers if entries else []
        refused = [answer.reason for answer in answers if answer.status == Status.REFUSED]
        if refused and len(refused) == len(answers):
            raise Refused(refused[0])
        pairs = zip(touched, answers, strict=True)
        self.conflicts = [_question(member, answer) for member, answer in pairs if answer.status != Status.OK]

    def _cell_entry(self, member):
        base = self.seen_base(member)
        place = {"column": self.column, "student_id": member.student_id}
        return CellEntry(base=base, wanted=self._wanted(member, base), sure=self.is_sure(member), **place)

    def seen_base(self, member) -> Base:
        """Return what the page showed in the cell."""
        return Base(self.answer(member, "version") or 0)

    def _wanted(self, member, base) -> Cell:
        value = self.answer(member, "value")
        second = self.answer(member, "second") if self.is_of_two_parts else NOTHING
        first = int(value) if value.isdigit() else None
        return Cell(first, int(second) if second else None, not_handed_in=value == DOT)


class AnswersForm(CellsForm):
    """5 4 3 2 Н: the button pressed is what is to stand there.

    A mark stands beside what is noted, ОП or Н; «—» takes away the mark, and where there is none, the Н.
    """

    spoken = MarksForm.spoken | {presence.label: said for presence, said in SPOKEN.items()}

    @property
    def column(self) -> Column:
        return Column(self.lesson.pk)

    def base(self, member) -> str:
        return str(Base(self.standing(member).version, Presence(member.presence)))

    def stands(self, member) -> str:
        return super().stands(member) or _away(member)

    def codes(self, member) -> tuple[str, ...]:
        return (_away(member) or ABSENT, ABSENT)

    def picks(self, member, question, caption="") -> Picks:
        """Н is not offered beside a reason, in whose place it would change nothing."""
        found, has_reason = super().picks(member, question, caption), _away(member) not in ("", ABSENT)
        shown = (pick for pick in found.picks if pick.value != ABSENT or pick.is_chosen or not has_reason)
        return replace(found, picks=tuple(shown))

    def conflict(self, member) -> str:
        question = self.questions_left.get(member.student_id)
        if not isinstance(question, Conflict) or str(question) or self._is_of_mark(member):
            return super().conflict(member)
        stands = f"В журнале уже «{Presence(member.presence).label}», у вас «{self.unsaved.typed(member)}»."
        return f"{stands}{self.author_of(member)} Оставьте выбранным нужное и сохраните ещё раз."

    def seen_base(self, member) -> Base:
        """Return what the page showed in the cell; of a form that does not say it, an empty one."""
        text = self.answer(member, "version")
        return Base.read(text) or Base.read(f"{text}.") or Base()

    def _version_field(self, member):
        return forms.CharField(initial=self.base(member), required=False, label=member.student.list_name)

    def _wanted(self, member, base) -> Cell:
        value, seen = self.answer(member, "value"), self.seen(self[name_of(member, "value")])
        if value.isdigit():
            return Cell(int(value), presence=base.presence)
        if value == NOTHING:
            # Nothing but the absence was to be seen there, so it is the absence that is taken back.
            return Cell(presence=base.presence if seen.isdigit() else Presence.PRESENT)
        return Cell(presence=base.presence if base.presence in Presence.away() else Presence.ABSENT)

    def _is_of_mark(self, member) -> bool:
        """Say whether it is the mark in whose place somebody else has written."""
        return self.unsaved.seen_base(member).version != self.standing(member).version


def _away(member) -> str:
    """Return the code of one who was not there, else nothing."""
    return Presence(member.presence).label if member.presence in Presence.away() else ""


def _question(member, answer):
    """Return why an answer was not written: a rule forbids it, another has written there, or the person is asked."""
    if answer.status == Status.REFUSED:
        return Conflict(answer.reason, member)
    if answer.at:
        return Conflict("", member)
    return Doubt(f"{member.student.list_name}: {mark_of_absent(Presence(member.presence))}", member)
