"""What binds a change to all changes before it: a hash by a key that is not in the database."""

import hmac
from datetime import UTC, datetime
from json import JSONEncoder

from django.conf import settings

from journal.models.history import Change

ENCODER = JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def seal(previous: str, change: Change) -> str:
    """Return the keyed hash (64 hex digits) that binds a change to the link before it.

    Of the digest before and the columns in their order, as a JSON list: None is null, a moment is in UTC to the
    microsecond.
    """
    content = (
        previous,
        change.course_id,
        change.number,
        change.matter,
        change.lesson_id,
        change.work_id,
        change.student_id,
        change.subject_id,
        change.term_id,
        change.year_id,
        change.old,
        change.new,
        change.reason,
        change.by_id,
        moment(change.at),
        change.typed_at and moment(change.typed_at),
        change.way,
        change.device,
    )
    return keyed(content)


def keyed(content) -> str:
    """Return the keyed hash (64 hex digits) of what JSON can hold."""
    return hmac.digest(settings.HISTORY_KEY.encode(), ENCODER.encode(content).encode(), "sha256").hex()


def moment(at: datetime) -> str:
    """Return a moment as a seal holds it: in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
