"""What was done with people's accounts stays written down."""

import pytest
from django.db import IntegrityError

from accounts.models import AuditEntry
from tests.sound_rows import audit_entry


@pytest.mark.django_db
@pytest.mark.parametrize(
    "meddle", [lambda rows: rows.update(detail="иначе"), lambda rows: rows.delete()], ids=["changed", "removed"]
)
def test_log_is_append_only(meddle):
    audit_entry()

    with pytest.raises(IntegrityError, match="append-only"):
        meddle(AuditEntry.objects.all())
