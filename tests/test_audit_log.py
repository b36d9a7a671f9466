"""What was done with people's accounts stays written down."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from tests.meddling import empty_or_replace
from tests.sound_rows import audit_entry


@pytest.mark.django_db
@pytest.mark.parametrize(
    "meddle", [lambda rows: rows.update(detail="иначе"), lambda rows: rows.delete()], ids=["changed", "removed"]
)
def test_log_is_append_only(meddle):
    audit_entry()

    with pytest.raises(IntegrityError, match="append-only"):
        meddle(AuditEntry.objects.all())


@pytest.mark.django_db
def test_log_is_neither_emptied_nor_written_over():
    audit_entry()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        empty_or_replace(AuditEntry)

    assert AuditEntry.objects.count() == 1
