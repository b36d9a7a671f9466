"""Whether the history, and what stands in the journal, are as they were written: a hand in the database has no key.

Each course has a chain: its changes numbered from 1, each sealed with all before it, the last one kept as its head.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from journal.control.destroyed import fault_of_destruction
from journal.enums import Matter, Presence
from journal.models import (
    Attendance,
    ChainHead,
    Change,
    Course,
    ExamMark,
    FinalMark,
    HomeworkAddressee,
    JournalDestruction,
    Lesson,
    Mark,
    TermMark,
    Work,
    YearMark,
)
from journal.models.said import homework_said, mark_said, presence_said
from journal.models.sealing import keyed, seal

# What names a place of the journal: which thing of which lesson, work, student, subject, term, year.
Place = tuple
RESULTS = {
    Matter.TERM_MARK: TermMark,
    Matter.YEAR_MARK: YearMark,
    Matter.FINAL_MARK: FinalMark,
    Matter.EXAM_MARK: ExamMark,
}
# Of so many rows at once a chain is walked.
AT_ONCE = 2000
# What the history says of a work that the averages are made from.
WEIGHT, CANCELLED = re.compile("(?<=, )вес [0-9]+(?=, отметки не позднее )"), "отменена"
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
    """A chain as far as it has been walked: the last link, and what the history says stands in each place."""

    number: int = 0
    digest: str = ""
    standing: dict[Place, str] = field(default_factory=dict)
    # How much each work weighs, or that it was cancelled: it makes the averages.
    works: dict[Place, str] = field(default_factory=dict)

    def step(self, change: Change) -> str:
        """Go on by one link; return what is wrong with it, empty for nothing."""
        expected = self.number + 1
        if change.number != expected:
            return f"нет записи № {expected}: за № {self.number} следует № {change.number}"
        if change.digest != seal(self.digest, change):
            return f"запись № {change.number} изменена, вставлена или стоит не на своём месте"
        self.number, self.digest = change.number, change.digest
        self.standing[_place(change)] = change.new
        if change.matter == Matter.WORK:
            self._weigh(change)
        return ""

    def _weigh(self, change):
        weight, place = WEIGHT.search(change.new), _work_place(change.work_id)
        if weight:
            self.works[place] = weight[0]
        elif not change.new:
            self.works[place] = CANCELLED


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
    """Walk the chains of the courses, of all for None, and compare what stands. About ten queries for each course.

    A lived year of 1,000 students, 471,000 links of 676 courses, takes 46 seconds on SQLite; of 60 students six.
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
    return _fault_of_standing(course, walk)


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


def _place(change) -> Place:
    keys = (change.lesson_id, change.work_id, change.student_id, change.subject_id, change.term_id, change.year_id)
    match change.matter:
        case Matter.MARK:
            return (Matter.MARK, change.work_id, change.student_id)
        case Matter.TOPIC | Matter.HOMEWORK:
            return (change.matter, change.lesson_id)
        case Matter.PRESENCE:
            return (Matter.PRESENCE, change.lesson_id, change.student_id)
        case Matter.EXAM_MARK:
            # The try stands in the words beside it alone: «экзамен, попытка 1».
            return (Matter.EXAM_MARK, *keys[2:4], keys[5], change.reason.partition(":")[0])
    return (change.matter, *keys)


def _work_place(work: int) -> Place:
    return (Matter.WORK, None, work, None, None, None, None)


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


def _fault_of_standing(course, walk: Walk) -> Fault | None:
    """Compare what stands in the journal with what the history says was written there last."""
    present = dict(_present(course)) | {place: said for place, said in _works(course) if place in walk.works}
    known = {place: said for place, said in walk.standing.items() if place[0] in COMPARED} | walk.works
    for place in sorted(present.keys() | known.keys(), key=str):
        now, then = present.get(place, ""), known.get(place, "")
        if now != then:
            what = Matter(place[0]).label
            return Fault(course, 0, f"{what}: в журнале «{now}», в истории «{then}»", place)
    return None


COMPARED = frozenset((Matter.MARK, Matter.TOPIC, Matter.HOMEWORK, Matter.PRESENCE, *RESULTS))


def _present(course) -> Iterator[tuple[Place, str]]:
    """Yield what stands in each place of a course's journal, empty places left out."""
    listed = defaultdict(set)
    addressees = HomeworkAddressee.objects.filter(lesson__course=course)
    for lesson, student in addressees.values_list("lesson", "student"):
        listed[lesson].add(student)
    for lesson in Lesson.objects.filter(course=course):
        if lesson.topic:
            yield (Matter.TOPIC, lesson.pk), lesson.topic
        if said := homework_said(lesson, listed[lesson.pk]):
            yield (Matter.HOMEWORK, lesson.pk), said
    for mark in Mark.objects.filter(work__course=course):
        if said := mark_said(mark):
            yield (Matter.MARK, mark.work_id, mark.student_id), said
    for row in Attendance.objects.filter(lesson__course=course):
        if said := presence_said(Presence(row.presence)):
            yield (Matter.PRESENCE, row.lesson_id, row.student_id), said
    yield from _results(course)


def _works(course) -> Iterator[tuple[Place, str]]:
    for pk, weight, cancelled_at in Work.objects.filter(course=course).values_list("pk", "weight", "cancelled_at"):
        yield _work_place(pk), CANCELLED if cancelled_at else f"вес {weight}"


def _results(course) -> Iterator[tuple[Place, str]]:
    for matter, model in RESULTS.items():
        for row in model.objects.filter(course=course):
            if not row.digits:
                continue
            if matter == Matter.EXAM_MARK:
                tried = f"{row.get_kind_display()}, попытка {row.attempt}"
                yield (matter, row.student_id, row.subject_id, row.year_id, tried), row.digits
            else:
                of = (getattr(row, "term_id", None), getattr(row, "year_id", None))
                yield (matter, None, None, row.student_id, row.subject_id, *of), row.digits
