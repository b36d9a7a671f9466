"""The deputy director's control: what is owed, in time, late, overdue. Source: regulation, 4.1 and 4.2.

`sources` is the one place that says which duties there are; figures, lists and reminders are made of it, so the parts
add up to the whole.
"""

from journal.control.courses import (
    Place,
    classes_in_order,
    places_within,
    subjects_in_order,
    whole_class,
    with_common,
)
from journal.control.figures import Figures, figures_of
from journal.control.listing import DutyRow, count_of, duty_rows
from journal.control.openly import week_so_far
from journal.control.selection import Selection
from journal.control.tallies import Tally, added

__all__ = (
    "DutyRow",
    "Figures",
    "Place",
    "Selection",
    "Tally",
    "added",
    "classes_in_order",
    "count_of",
    "duty_rows",
    "figures_of",
    "places_within",
    "subjects_in_order",
    "week_so_far",
    "whole_class",
    "with_common",
)
