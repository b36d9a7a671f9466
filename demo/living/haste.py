"""What makes a year pass quickly."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone


@contextmanager
def haste() -> Iterator[None]:
    """Spare the interpreter what a million entries do not need."""
    # Rows do not refer to each other in circles, so looking for circles among them is a seventh of the time.
    gc.disable()
    try:
        # The default zone, but said aloud: to find that none has been said takes longer than to convert a moment.
        with timezone.override(timezone.get_default_timezone()):
            yield
    finally:
        gc.enable()


def count_rows() -> None:
    """Let PostgreSQL count what it plans by: a year lived within minutes is ahead of its own counting."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
