"""What the page of a case tells besides the case itself: the entry, its teacher, what was done, what is next."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.timezone import localdate

from complaints.actions import entry_now
from complaints.admin.lines import Line
from complaints.enums import About, Status
from complaints.models import Answer, Complaint, Entry, Question, Step
from complaints.rules.clocks import REGISTERING
from complaints.rules.guiding import Standing, next_step
from journal.enums import DutyState
from journal.evidence import Evidence, history_of, punctuality_of


@dataclass(frozen=True)
class Figures:
    """How a teacher has kept to the days of the last thirty: `share` in per cent, None of too little."""

    share: int | None
    judged: int
    overdue: int


@dataclass(frozen=True)
class Facts:
    """A case at a moment. Everything is asked for once, when the page shows it."""

    case: Complaint
    now: datetime

    @cached_property
    def line(self) -> Line:
        return Line(self.case, localdate(self.now))

    @cached_property
    def entry(self) -> Entry | None:
        """What was written down of the entry when the complaint came."""
        return getattr(self.case, "entry", None)

    @cached_property
    def answer(self) -> Answer | None:
        return getattr(self.case, "answer", None)

    @cached_property
    def standing(self) -> Evidence | None:
        """The entry as the diary has it now."""
        return entry_now(self.case, now=self.now)

    @cached_property
    def has_appeared(self) -> bool:
        """Whether the entry stands in the diary, where it did not when the complaint came."""
        return bool(self.standing and self.standing.is_found and not self.entry.stood)

    @cached_property
    def history(self) -> list:
        return history_of(self.standing) if self.standing else []

    @cached_property
    def figures(self) -> Figures:
        """The figures of the teacher whose the entry is now, or was."""
        tally = punctuality_of(self.teacher, now=self.now)
        share = None if tally.share is None else int(tally.share * 100)
        return Figures(share, tally.judged, tally.states[DutyState.OVERDUE])

    @cached_property
    def teacher(self):
        return self.standing.teacher if self.standing else self.entry.teacher

    @cached_property
    def questions(self) -> list[Question]:
        return list(self.case.questions.with_people().newest_first())

    @cached_property
    def steps(self) -> list[Step]:
        return list(self.case.steps.with_actor().as_it_went())

    @cached_property
    def joined(self) -> list[Line]:
        return [self._line(case) for case in self.case.joined.with_people().newest_first()]

    @cached_property
    def same(self) -> list[Line]:
        """Other cases about the same entry, those of the same author and of others."""
        if self.entry is None:
            return []
        others = Complaint.objects.filter(entry__key=self.entry.key).exclude(pk=self.case.pk)
        apart = others.exclude(lead=self.case.pk).exclude(pk=self.case.lead_id)
        return [self._line(case) for case in apart.with_people().newest_first()]

    @cached_property
    def next_step(self) -> str:
        case, answer = self.case, self.answer
        return next_step(
            Standing(
                Status(case.status),
                is_missing=case.about == About.MISSING,
                has_entry=self.entry is not None,
                is_found=bool(self.standing and self.standing.is_found),
                has_reason=bool(case.why_never),
                awaits_teacher=any(question.answered_at is None for question in self.questions),
                needs_letter=case.needs_letter,
                is_approved=bool(answer and answer.is_approved),
                has_copy=hasattr(answer, "copy"),
                lead=str(case.lead or ""),
            )
        )

    @property
    def registered_by(self):
        """By which day the law wanted the case registered."""
        return REGISTERING.until(self.case.received_on)

    @property
    def is_registered_late(self) -> bool:
        return self.case.registered_on > self.registered_by

    def _line(self, case):
        return Line(case, localdate(self.now))
