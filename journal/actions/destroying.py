"""Journals of a year past its term destroyed with an act; the marks decided at its end stay."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.actions import note
from accounts.enums import AuditKind
from accounts.models import AuditEntry, User
from accounts.russian import NBSP, plural
from journal.actions.refusals import Refused, unless
from journal.control.destroyed import results_sealed, sealed
from journal.models import AcademicYear, ChainHead, Change, Course, JournalDestruction
from journal.models.destroyed import GOING, going_rows
from journal.rules.destruction import journals_destroyed_early


@dataclass(frozen=True)
class DestroyedJournals:
    """What the act and the extract of the log name: which journals, and rows of which kind."""

    year: AcademicYear
    courses: list[Course]
    categories: list[tuple[str, int]]
    log: list[AuditEntry]


@transaction.atomic
def destroy_journals(
    year: AcademicYear, courses: Sequence[Course], *, act: str, by: User, at: datetime
) -> DestroyedJournals:
    """Destroy the journals of these courses of the year, all or none; about forty queries for each.

    Raises Refused: before the term, a second time, of none. Source: `journal.rules.destruction.JOURNAL`.
    """
    unless(journals_destroyed_early(year.last_day, localdate(at)))
    if not courses:
        raise Refused("Журналов этого года не осталось: все уничтожены.")
    # In order of the key, as whoever writes to journals locks them.
    ordered = sorted(courses, key=lambda course: course.pk)
    totals = Counter()
    for course in ordered:
        totals.update(_destroy(course, act=act, by=by, at=at))
    said = f"{year}: {plural(len(ordered), 'журнал,журнала,журналов')}, записей: {totals.total()}."
    detail = f"Акт №{NBSP}{act}. {said}"
    note(AuditKind.YEAR_DESTROYED, by=by, at=at, detail=detail)
    # What was done with the year before: the archives that were written of it.
    before = Q(kind=AuditKind.YEAR_ARCHIVED, detail__startswith=f"{year},")
    log = AuditEntry.objects.filter(before | Q(kind=AuditKind.YEAR_DESTROYED, detail=detail, at=at))
    categories = [(title, totals[title]) for _, title, _ in GOING if totals[title]]
    return DestroyedJournals(year, ordered, categories, list(log.with_people().newest_first()))


def rehearse_journals(
    year: AcademicYear, courses: Sequence[Course], *, act: str, by: User, at: datetime
) -> DestroyedJournals:
    """Return what `destroy_journals` would, for the act to be printed before; everything stays. Raises Refused."""
    with transaction.atomic():
        done = destroy_journals(year, courses, act=act, by=by, at=at)
        transaction.set_rollback(True)
    _, *before = done.log
    return replace(done, log=before)


def _destroy(course, *, act, by, at) -> dict[str, int]:
    """Destroy one journal; return how many rows of each kind went."""
    ChainHead.objects.get_or_create(course=course)
    head = ChainHead.objects.select_for_update().get(course=course)
    if known := JournalDestruction.objects.filter(course=course).first():
        raise Refused(f"Журнал «{course}» уже уничтожен по акту №{NBSP}{known.act}.")
    going = going_rows(course)
    counts = {title: rows.count() for title, rows in going}
    last = Change.objects.filter(course=course, number=head.number).first()
    row = JournalDestruction(course=course, act=act, by=by, at=at, counts=list(counts.items()))
    row.number, row.digest, row.last_at = head.number, head.digest, last and last.at
    row.results = results_sealed(course.pk)
    row.seal = sealed(row)
    row.save(force_insert=True)
    for _, rows in going:
        # No signals, no rows in the memory; the keys between them are checked at the end of the transaction.
        rows._raw_delete(rows.db)
    return counts
