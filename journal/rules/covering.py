"""Whether something that holds from day to day holds throughout."""

from collections.abc import Iterable
from datetime import date, timedelta

# From its first day to its last, both included; without a last day, until further notice.
Span = tuple[date, date | None]


def is_covered(first: date, last: date, spans: Iterable[Span]) -> bool:
    """Whether the spans, one after another, hold on every day from the first to the last."""
    day = first
    for since, until in sorted(spans, key=lambda span: span[0]):
        if since > day:
            return False
        if until is None or until >= last:
            return True
        day = max(day, until + timedelta(days=1))
    return False
