"""All duties of a school at a moment."""

from datetime import datetime

from tests.oracle.counted import Counted
from tests.oracle.facts import Facts
from tests.oracle.lessons import duties_of_lessons
from tests.oracle.marks import duties_of_marks


def count(now: datetime) -> list[Counted]:
    """Return the duties at a moment that is not before anything written down, in the order of their keys."""
    facts = Facts(now)
    return sorted([*duties_of_lessons(facts), *duties_of_marks(facts)], key=lambda duty: duty.key)
