"""A year of a class or of the school handed over as a file, noted in the log."""

from datetime import datetime

from accounts.actions import note
from accounts.enums import AuditKind
from accounts.models import User
from journal.models import AcademicYear, SchoolClass


def note_year_archive(
    year: AcademicYear, school_class: SchoolClass | None, *, digest: str, by: User | None, at: datetime
) -> None:
    """Note that the year of a class, of the whole school for None, was written; `digest`: of its checksums."""
    whose = school_class.title if school_class else "вся школа"
    note(AuditKind.YEAR_ARCHIVED, by=by, at=at, detail=f"{year}, {whose}. SHA-256 checksums.txt: {digest}")
