"""How many last days the pauses have moved: asked of the rows as they stand, for a pause keeps no figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from django.db.models import Case, Count, F, When
from django.db.models.functions import Coalesce

from journal.enums import Duty
from journal.models.lesson import Lesson
from journal.models.marks import REMARKABLE, Mark
from journal.models.owing import owing_works
from journal.models.pauses import Pause
from journal.rules.deadlines import DEADLINES

# Who owes it, from which day its days are counted, until when it is due, how many days it has, how many are alike.
Alike = tuple[int, date, date, int, int]


@dataclass(frozen=True)
class Moved:
    """How many last days are later because days of a pause are not counted; of a work that of its marks to come."""

    topics: int
    homework: int
    works: int
    marks: int

    @property
    def said(self) -> str:
        """«тем 3, работ 1»; empty for none."""
        named = zip(("тем", "заданий", "работ", "отметок"), astuple(self), strict=True)
        return ", ".join(f"{name}\u00a0{number}" for name, number in named if number)


def moved_by(pauses: Sequence[Pause]) -> dict[int, Moved]:
    """Return by pause how many last days would be earlier without its days. Four queries, none for no pauses.

    What two pauses that overlap move together is counted for both; one that has been withdrawn moves nothing.
    """
    standing = [pause for pause in pauses if not pause.is_withdrawn]
    if not standing:
        return {pause.pk: Moved(0, 0, 0, 0) for pause in pauses}
    first, last = min(pause.first_day for pause in standing), max(pause.last_day for pause in standing)
    kinds = [list(rows(first, last)) for rows in (_topics, _homework, _works, _marks)]
    return {pause.pk: Moved(*(_sum(rows, pause) for rows in kinds)) for pause in pauses}


def _sum(rows: Iterable[Alike], pause: Pause) -> int:
    return sum(
        number
        for owed_by, base, due, days, number in rows
        if not pause.is_withdrawn
        and pause.teacher_id in (None, owed_by)
        # The base day itself counts only where there are no days after it.
        and (base < pause.last_day if days else base <= pause.last_day)
        and due > pause.last_day
    )


def _topics(first, last) -> Iterator[Alike]:
    return _of_lessons(Duty.TOPIC, first, last)


def _homework(first, last) -> Iterator[Alike]:
    return _of_lessons(Duty.HOMEWORK, first, last)


def _of_lessons(duty, first, last):
    due, days = f"{duty}_deadline_on", DEADLINES[duty].days
    rows = Lesson.objects.owing(duty).held().filter(date__lte=last, **{f"{due}__gt": first})
    rows = rows.filter(**{f"{due}__gt": F("date")}).values_list(f"{duty}_owed_by", "date", due)
    return ((*row, days, number) for *row, number in rows.order_by().annotate(number=Count("pk")))


def _works(first, last) -> Iterator[Alike]:
    works = owing_works().standing().filter(due_moved=True, date__lte=last, due_on__gt=first)
    return works.order_by().values_list("owed_by", "date", "due_on", "days").annotate(number=Count("pk"))


def _marks(first, last) -> Iterator[Alike]:
    base = Case(When(duty=Duty.WRITTEN, then=Coalesce(F("done_on"), F("date"))), default=F("received_on"))
    # Of the remarkable ones: they have an index.
    marks = Mark.objects.closing().filter(REMARKABLE, due_moved=True, date__lte=last, due_on__gt=first)
    rows = marks.order_by().values_list("owed_by", base, "due_on", "work__days")
    return rows.annotate(number=Count("pk"))
