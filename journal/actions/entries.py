"""What a person, a table or a lived year asks the journal to write; each entry has its own author and moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User
from journal.enums import Audience, Presence, Verdict
from journal.models import Course, Lesson, PlannedTopic, Subject, Work, WorkKind
from journal.rules.proposing import Proposal


def written_on(entries: Sequence) -> date:
    """Return the school's day on which entries are written: that of the last of them."""
    return localdate(max((entry.at for entry in entries), default=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEntry:
    """The topic of a lesson; an empty one takes it away. `seen` is what its author saw there, None when not asked.

    `typed_at`, here and below: when it was typed without a network, by the device's clock, which never counts.
    """

    lesson: Lesson
    topic: str
    by: User
    at: datetime
    planned_topic: PlannedTopic | None = None
    seen: str | None = None
    typed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeworkEntry:
    """The homework of a lesson: a text, or «не задано»; neither takes the entry away.

    `students`: for whom, empty for everybody. `seen`: what its author saw there, a text or «не задано».
    """

    lesson: Lesson
    text: str = ""
    not_set: bool = False
    minutes: int | None = None
    due_lesson: Lesson | None = None
    students: Sequence[User] = ()
    by: User
    at: datetime
    seen: str | None = None
    typed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceEntry:
    """What is noted beside a student at a lesson; PRESENT takes a note back."""

    lesson: Lesson
    student: User
    presence: Presence
    by: User
    at: datetime
    reason: str = ""
    typed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEntry:
    """A work to be set at a lesson; what is None is copied from the kind.

    `seen`: the number of the last work that its author saw at the lesson, None when not asked.
    """

    lesson: Lesson
    kind: WorkKind
    by: User
    at: datetime
    title: str = ""
    weight: int | None = None
    audience: Audience | None = None
    students: Sequence[User] = ()
    retake_of: Work | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferEntry:
    """A mark brought from another school: the document it comes from, no lesson, no duty."""

    course: Course
    student: User
    value: int
    date: date
    document: str
    by: User
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkEntry:
    """What is to stand for a student's work; without value and dot it takes the mark away.

    `done_on`: the day of one who did the work later. `received_on`: with a reason, when not the lesson's day.
    `version`: of the mark its author saw, 0 for an empty cell, None when not asked.
    `sure`: whether its author has confirmed a mark of one who was not there, None when not asked.
    `work`: None for an answer at a lesson whose oral work may not be there yet.
    """

    work: Work | None
    student: User
    by: User
    at: datetime
    value: int | None = None
    second_value: int | None = None
    not_handed_in: bool = False
    comment: str = ""
    done_on: date | None = None
    received_on: date | None = None
    received_reason: str = ""
    version: int | None = None
    sure: bool | None = None
    typed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultEntry:
    """An interim or a final mark, or the word in its place.

    `proposal`: what the school's rule proposes, None where no rule does: a decision that differs needs a comment.
    `form`, `held_on`: of an exam, in which way and when it was held.
    `of` names its period: {"term": term}, {"year": year}; of an exam {"year": year, "kind": kind, "attempt": 1}.
    """

    student: User
    subject: Subject
    course: Course
    by: User
    at: datetime
    of: dict = field(default_factory=dict)
    value: int | None = None
    verdict: Verdict = Verdict.DIGIT
    proposal: Proposal | None = None
    comment: str = ""
    form: str = ""
    held_on: date | None = None
    version: int | None = None
