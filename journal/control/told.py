"""What the history of a course tells, link after link: what was written last in each place of its journal, by whom."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from journal.enums import Matter
from journal.models import Change

# What names a place of the journal: which thing of which lesson, work, student, subject, term, year.
Place = tuple
# Who changed it and when, by key.
By = tuple[int, datetime]
RESULTS = frozenset((Matter.TERM_MARK, Matter.YEAR_MARK, Matter.FINAL_MARK, Matter.EXAM_MARK))
STANDING = frozenset((Matter.MARK, Matter.TOPIC, Matter.HOMEWORK, Matter.PRESENCE, *RESULTS))
OPEN, CLOSED, OPENED, CLOSED_AGAIN = "открыт", "закрыт", "открыт снова", "закрыт снова"
CANCELLED, LESSON_CANCELLED = "отменена", "отменён"
# The words for a work, from their end: a title may say anything, a weight and a day as well.
WORK = re.compile(
    r"(?P<label>.*), (?P<weight>вес \d+), отметки не позднее [\d.]+(, по списку)?(?P<moved>, [\d.]+, \d+-й урок)?",
    re.DOTALL,
)


@dataclass
class ToldWork:
    """A work by its last words: how it is called, how much it weighs or that it was cancelled, at which lesson it is.

    `moved`: who moved it last; of the marks that went along nobody is the author by that.
    """

    label: str
    weight: str
    lesson: int | None
    moved: By | None = None


@dataclass
class Told:
    """What the links say. Of a mark also at which moments it was changed; of a result the words beside it.

    `periods`: of each term, and of the year, when it was closed, opened again until which day and why, closed again.
    """

    standing: dict[Place, str] = field(default_factory=dict)
    works: dict[int, ToldWork] = field(default_factory=dict)
    authors: dict[Place, By] = field(default_factory=dict)
    moments: dict[Place, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    reasons: dict[Place, str] = field(default_factory=dict)
    cancelled: dict[int, By] = field(default_factory=dict)
    periods: dict[Place, list[tuple]] = field(default_factory=lambda: defaultdict(list))

    def take(self, change: Change) -> None:
        """Go on by one link."""
        if change.matter in STANDING:
            self._stand(change)
        elif change.matter == Matter.WORK:
            self._work(change)
        elif change.matter == Matter.TERM:
            self._period(change)
        elif change.matter == Matter.LESSON and change.new == LESSON_CANCELLED:
            self.cancelled[change.lesson_id] = _by(change)

    def _stand(self, change):
        place, by = place_of(change), _by(change)
        self.standing[place] = change.new
        if change.matter == Matter.MARK:
            self.moments[place].append(change.at)
            work = self.works.get(change.work_id)
            if work is None or work.moved != by:
                self.authors[place] = by
        elif change.matter in RESULTS:
            self.authors[place], self.reasons[place] = by, change.reason

    def _work(self, change):
        words, known = WORK.fullmatch(change.new), self.works.get(change.work_id)
        if words:
            moved = _by(change) if words["moved"] else known and known.moved
            self.works[change.work_id] = ToldWork(words["label"], words["weight"], change.lesson_id, moved)
        elif known and not change.new:
            known.weight = CANCELLED

    def _period(self, change):
        events = self.periods[place_of(change)]
        if change.new != CLOSED:
            # One that the school closed before the course came into the year tells only that it is closed.
            events.extend([] if events else [(CLOSED,)])
            until, _, why = change.reason.partition(", ")
            events.append((OPENED, *_by(change), until, why.partition(": ")[2]))
        else:
            events.append((CLOSED_AGAIN if events else CLOSED, *_by(change)))


def place_of(change: Change) -> Place:
    """Return which place of the journal a link is about."""
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


def whole_place(matter: Matter, *, lesson=None, work=None, student=None, subject=None, term=None, year=None) -> Place:
    """Return the place of what is named by some of these keys."""
    return (matter, lesson, work, student, subject, term, year)


def _by(change) -> By:
    return (change.by_id, change.at)
