"""Since which day an entry has stood without a break. Source: regulation, 4.1, as counted by the school.

A break is a school's day at whose end the entry was not there: emptied and written again on one day is a correction.
"""

from datetime import date


def stands_since(recorded_on: date | None, emptied_on: date | None, today: date) -> date:
    """Return the recorded day of an entry that is written today: its old day, unless there was a break."""
    if recorded_on is None or (emptied_on is not None and emptied_on < today):
        return today
    return recorded_on
