"""Which of the duties somebody asks about."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from journal.control import sources
from journal.enums import Beside, Duty, DutyState
from journal.rules.duties import DutyKey


@dataclass(frozen=True)
class Selection:
    """Duties whose due day lies in a period, both days included, and what else is asked of them; None: no matter.

    `now` is the moment by which lessons have begun and states are told, `today` its day. `courses` are keys; `key`
    names the one duty that is asked about.
    """

    first: date
    last: date
    now: datetime
    today: date
    rule: Duty | None = None
    state: DutyState | None = None
    beside: Beside | None = None
    teacher: int | None = None
    courses: Collection[int] | None = None
    student: int | None = None
    key: DutyKey | None = None
    still_open: bool = False
    judged: bool = False

    def narrowed(self, **asked) -> "Selection":
        return replace(self, **asked)

    @property
    def states(self) -> set[DutyState]:
        """Which states are asked for; `still_open`: both in which the entry is yet to be made; `judged`: of a share."""
        if self.state is not None:
            return {self.state}
        if self.judged:
            return set(DutyState.judged())
        return set(DutyState.open() if self.still_open else DutyState)

    @property
    def is_of_open(self) -> bool:
        """Whether nothing is asked for but what is yet to be made."""
        return self.states <= set(DutyState.open())

    def duties(self) -> Iterator[QuerySet]:
        """Yield the sources of every state that is asked for, narrowed."""
        if not self.is_of_open:
            yield from self.of(sources.settled)
        if not self.states.isdisjoint(DutyState.open()):
            yield from self.of(sources.lacking)

    def of(self, duties: Callable[[datetime], Iterable[QuerySet]]) -> Iterator[QuerySet]:
        """Yield sources narrowed to what is asked, their rows with `state` as well."""
        wanted = Q(due__range=(self.first, self.last)) & self._asked()
        for source in duties(self.now):
            yield source.annotate(state=state_on(self.today)).filter(wanted).order_by()

    def _asked(self) -> Q:
        asked = {"rule": self.rule, "state": self.state, "by": self.teacher, "of_student": self.student}
        conditions = {name: value for name, value in asked.items() if value is not None}
        if self.courses is not None:
            conditions["course__in"] = self.courses
        if self.judged:
            conditions["state__in"] = DutyState.judged()
        if self.beside is not None:
            conditions[f"is_{self.beside}"] = True
        return Q(**conditions | self._place())

    def _place(self) -> dict:
        if self.key is None:
            return {}
        of_mark = {"of_work": self.key.place, "of_student": self.key.student}
        return {"rule": self.key.duty} | ({"of_lesson": self.key.place} if self.key.is_of_lesson else of_mark)


def state_on(day: date) -> Case:
    """Return the expression of what `journal.rules.deadlines.state_of` says of a row."""
    return Case(
        When(is_waived=True, then=Value(DutyState.WAIVED)),
        When(recorded__lte=F("due"), then=Value(DutyState.ON_TIME)),
        When(recorded__gt=F("due"), then=Value(DutyState.LATE)),
        When(due__gte=day, then=Value(DutyState.DUE)),
        default=Value(DutyState.OVERDUE),
        output_field=CharField(),
    )
