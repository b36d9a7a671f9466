"""Which of the duties somebody asks about."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from journal.control import sources
from journal.enums import Beside, Duty, DutyState


@dataclass(frozen=True)
class Selection:
    """Duties whose due day lies in a period, both days included, and what else is asked of them; None: no matter.

    `now` is the moment by which lessons have begun and states are told, `today` its day. `courses` are keys.
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

    def narrowed(self, **asked) -> "Selection":
        return replace(self, **asked)

    def duties(self) -> Iterator[QuerySet]:
        """Yield the sources of every state that is asked for, narrowed."""
        asked = DutyState if self.state is None else (self.state,)
        if not set(asked) <= set(DutyState.open()):
            yield from self.of(sources.settled)
        if not set(asked).isdisjoint(DutyState.open()):
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
        if self.beside is not None:
            conditions[f"is_{self.beside}"] = True
        return Q(**conditions)


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
