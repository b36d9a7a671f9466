"""Whether the history, and what stands in the journal, are as they were written: a hand in the database has no key.

Each course has a chain: its changes numbered from 1, each sealed with all before it, the last one kept as its head.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from journal.control.destroyed import fault_of_destruction
from journal.control.standing import differences, worded
from journal.control.told import Place, Told
from journal.enums import Matter
from journal.models import ChainHead, Change, Course, JournalDestruction
from journal.models.sealing import keyed, seal

# Of so many rows at once a chain is walked.
AT_ONCE = 2000
# A paper names the minute of its seal; the page it was printed from may have taken some seconds more.
OF_A_PAPER = timedelta(minutes=1, seconds=10)


@dataclass(frozen=True)
class Fault:
    """The first broken place of a chain in words: at which link, or 0 for a place of what stands in the journal."""

    course: Course
    number: int
    said: str
    place: Place = ()

    @property
    def told(self) -> str:
        """The words, with the place by its numbers: no name gets into what a command prints."""
        keys = ", ".join(str(key) for key in self.place[1:] if key is not None)
        return f"{self.said} ({keys})" if keys else self.said


@dataclass
class Walk:
    """A chain as far as it has been walked: the last link, and what the links have told."""

    number: int = 0
    digest: str = ""
    told: Told = field(default_factory=Told)

    def step(self, change: Change) -> str:
        """Go on by one link; return what is wrong with it, empty for nothing."""
        expected = self.number + 1
        if change.number != expected:
            return f"нет записи № {expected}: за № {self.number} следует № {change.number}"
        if change.digest != seal(self.digest, change):
            return f"запись № {change.number} изменена, вставлена или стоит не на своём месте"
        self.number, self.digest = change.number, change.digest
        self.told.take(change)
        return ""


@dataclass(frozen=True)
class Heads:
    """How many chains have begun, of how many links together; `seal` is one keyed hash of their heads."""

    courses: int
    links: int
    seal: str


@dataclass(frozen=True)
class Checked:
    """What a check has seen: `seal` is one keyed hash of the heads of all chains, for the paper.

    `destroyed`: the acts by which journals were destroyed past their term; of these the chains are gone.
    """

    courses: int
    links: int
    seal: str
    faults: list[Fault]
    destroyed: list[JournalDestruction] = field(default_factory=list)


def check_history(courses: Iterable[Course] | None = None) -> Checked:
    """Walk the chains of the courses, of all for None, and compare what stands. About fifteen queries for each course.

    A lived year of 1,000 students, 471,000 links of 676 courses, takes 53 seconds on SQLite; of 60 students eight.
    """
    chosen = list(Course.objects.select_related("subject").order_by("pk") if courses is None else courses)
    heads = ChainHead.objects.in_bulk([course.pk for course in chosen])
    destroyed = JournalDestruction.objects.with_course().in_bulk([course.pk for course in chosen])
    faults, links = [], 0
    for course in chosen:
        walk, row = Walk(), destroyed.get(course.pk)
        fault = _fault(course, heads.get(course.pk), walk, row)
        if fault and (fault := fault_of_still(course)):
            faults.append(fault)
        links += walk.number
    return Checked(len(chosen), links, seal_of_heads(_heads(heads.values())), faults, list(destroyed.values()))


def _fault(course, head, walk, destruction: JournalDestruction | None) -> Fault | None:
    if destruction is None:
        return fault_of(course, head, walk)
    said = fault_of_destruction(destruction, head)
    return Fault(course, 0, said) if said else None


@transaction.atomic
def fault_of_still(course: Course) -> Fault | None:
    """Look at a course again while nobody writes to it: what was written, or destroyed, meanwhile is no fault."""
    head = ChainHead.objects.select_for_update().filter(pk=course.pk).first()
    return _fault(course, head, Walk(), JournalDestruction.objects.with_course().filter(pk=course.pk).first())


def fault_of(course: Course, head: ChainHead | None, walk: Walk) -> Fault | None:
    """Return the first broken place of a course, None where all is as it was written."""
    for change in Change.objects.filter(course=course).order_by("number").iterator(AT_ONCE):
        if said := walk.step(change):
            return Fault(course, walk.number + 1, said)
    number, digest = (head.number, head.digest) if head else (0, "")
    if walk.number < number:
        return Fault(course, walk.number + 1, f"конец отрезан: записей {walk.number}, а было {number}")
    if (walk.number, walk.digest) != (number, digest):
        return Fault(course, walk.number, f"конец цепи не тот: записей {walk.number}, а отмечено {number}")
    return _fault_of_standing(course, walk.told)


def heads_now() -> Heads:
    """Return what a paper names of the history. One query."""
    heads = _heads(ChainHead.objects.all())
    return Heads(len(heads), sum(number for _, number, _ in heads), seal_of_heads(heads))


def seal_then(at: datetime) -> str:
    """Return the seal as a check at that moment had it, from the links written until then. Three queries."""
    return seal_of_heads(_heads_then(at))


def is_seal_of(minute: datetime, seal: str) -> bool:
    """Whether the history had the seal at the beginning of the minute, or after any link of it. Four queries.

    What two people wrote in the same second is taken in the order in which the database numbered it.
    """
    heads = {row[0]: row for row in _heads_then(minute)}
    if seal_of_heads(heads.values()) == seal:
        return True
    links = Change.objects.filter(at__gt=minute, at__lte=minute + OF_A_PAPER).order_by("pk")
    for link in links.values_list("course", "number", "digest"):
        heads[link[0]] = link
        if seal_of_heads(sorted(heads.values())) == seal:
            return True
    return False


def _heads_then(at: datetime) -> list[tuple[int, int, str]]:
    last = Change.objects.filter(at__lte=at).values("course").annotate(number=Max("number"))
    numbers = dict(last.values_list("course", "number"))
    rows = Change.objects.filter(course__in=numbers, number__in=set(numbers.values()))
    found = rows.values_list("course", "number", "digest").iterator()
    # Of a destroyed journal its act keeps the last link; what the chain was before that nobody knows any more.
    gone = JournalDestruction.objects.ended_by(at).values_list("course", "number", "digest")
    return sorted([*gone, *(row for row in found if numbers[row[0]] == row[1])])


def seal_of_heads(heads: Iterable[tuple[int, int, str]]) -> str:
    """Return one keyed hash of (course, number, digest) of chains that have begun, by course: «3f2a 91c0 …»."""
    whole = keyed([list(head) for head in heads])[:32]
    return " ".join(whole[start : start + 4] for start in range(0, len(whole), 4))


def _heads(heads: Iterable[ChainHead]) -> list[tuple[int, int, str]]:
    return sorted((head.course_id, head.number, head.digest) for head in heads if head.number)


def named_in(place: Place) -> dict[str, int | str]:
    """Return the ids that a place is made of, by what they are of; of an exam also which try it was, in words."""
    match place[0]:
        case Matter.MARK:
            names = ("work", "student")
        case Matter.TOPIC | Matter.HOMEWORK:
            names = ("lesson",)
        case Matter.PRESENCE:
            names = ("lesson", "student")
        case Matter.EXAM_MARK:
            names = ("student", "subject", "year", "tried")
        case _:
            names = ("lesson", "work", "student", "subject", "term", "year")
    return {name: key for name, key in zip(names, place[1:], strict=True) if key is not None}


def _fault_of_standing(course, told: Told) -> Fault | None:
    """Compare what stands in the journal with what the history says was written there last."""
    for place, aspect, now, then in differences(course, told):
        what = ", ".join(filter(None, (Matter(place[0]).label, aspect)))
        return Fault(course, 0, f"{what}: в журнале «{worded(now)}», в истории «{worded(then)}»", place)
    return None
