"""What happens in the diary: who writes what about which lesson, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from journal.actions.entries import HomeworkEntry, PresenceEntry, TopicEntry
from journal.models import Lesson, WorkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A work is set at a lesson."""

    lesson: Lesson
    kind: WorkKind
    title: str = ""
    students: Sequence[User] = ()
    by: User
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """A mark is given, or a dot, for the work of that kind; a later one for the same work is a correction."""

    lesson: Lesson
    kind: WorkKind
    student: User
    value: int | None = None
    second_value: int | None = None
    comment: str = ""
    done_on: date | None = None
    by: User
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The work of that kind at the lesson is done again by those who failed; `values`: what they earn then."""

    lesson: Lesson
    kind: WorkKind
    values: Mapping[User, int]
    by: User
    at: datetime


Happening = TopicEntry | HomeworkEntry | PresenceEntry | Setting | Marking | Again
