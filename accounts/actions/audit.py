"""The log of what was done with people's accounts."""

from collections.abc import Iterable
from datetime import datetime

from accounts.enums import AuditKind
from accounts.models import AuditEntry, User


def note(
    kind: AuditKind,
    *,
    by: User | None,
    at: datetime,
    person: User | None = None,
    other: User | None = None,
    detail: str = "",
) -> None:
    """Add a row to the log, in the transaction of the act itself; `detail` must hold no name and no password."""
    AuditEntry.objects.create(kind=kind, by=by, at=at, person=person, other=other, detail=detail)


def note_each(people: Iterable[User], kind: AuditKind, *, by: User | None, at: datetime, detail: str = "") -> None:
    """Add a row for each of the people of whom the same is to be said."""
    rows = [AuditEntry(kind=kind, by=by, at=at, person=person, detail=detail) for person in people]
    AuditEntry.objects.bulk_create(rows)
