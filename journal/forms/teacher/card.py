"""One mark with all that is beside it."""

from datetime import date

from django.core.exceptions import ValidationError

from journal.actions import give_answers, give_marks
from journal.forms.teacher.marks import NOTHING, MarksForm
from journal.models.said import mark_said

WORDS = ("comment", "received_reason")


class CardForm(MarksForm):
    """The mark of one student for a work, or without one for the answers at a lesson."""

    def __init__(self, lesson, *, work, member, mark, gives_ones, **kwargs):
        about = {"members": [member], "marks": filter(None, [mark]), "gives_ones": gives_ones}
        super().__init__(lesson, work=work, is_detailed=True, **about, **kwargs)
        self.member = member

    @property
    def due_on(self) -> date:
        """The last day of the mark for a work: of one who did it later it is their own."""
        return self.standing(self.member).due_on or self.work.due_on

    def codes(self, member) -> tuple[str, ...]:
        return () if self.is_oral else super().codes(member)

    def conflict(self, member) -> str:
        """Return both values, and what else stands in the journal."""
        mark, both = self.standing(member), super().conflict(member)
        beside = mark_said(mark).removeprefix(mark.digits).strip(" —") if mark.pk else ""
        return f"{both} В журнале рядом с отметкой: {beside}." if both and beside else both

    def clean(self):
        super().clean()
        self.check_words_have_their_mark()

    def check_words_have_their_mark(self):
        """Words stand beside a mark: without one they would be lost."""
        typed = [word for word in WORDS if self.touched(self.member, word) and self.answer(self.member, word)]
        if typed and not self.errors and self.answer(self.member, "value") == NOTHING:
            raise ValidationError("Пояснение стоит рядом с отметкой. Поставьте отметку или уберите пояснение.")

    def save(self, *, by, at) -> None:
        if not self.touched(self.member, *self.questions):
            return
        entries = [self._entry(self.member, by, at)]
        if self.is_oral:
            give_answers(self.lesson, entries, apart=self.conflicts)
        else:
            give_marks(entries, apart=self.conflicts)
