"""The deputy director's control: what is owed, in time, late, overdue. Source: regulation, 4.1 and 4.2.

`sources` is the one place that says which duties there are; figures, lists and reminders are made of it, so the parts
add up to the whole.
"""

from journal.control.courses import (
    Place,
    classes_in_order,
    classes_meant,
    places_with,
    places_within,
    subjects_in_order,
    whole_class,
    with_common,
)
from journal.control.density import DensityAsked, DensityRow, density_of, running
from journal.control.figures import Figures, absent_of, figures_and_open, figures_of
from journal.control.grounds import Grounds, grounds_of, reminders_about
from journal.control.listing import DutyRow, Listed, duties_in_batches, duty_of, duty_rows
from journal.control.oddities import Rewriting, rewritings_of, rewritten, unset
from journal.control.openly import week_so_far
from journal.control.practice import Habit, Hours, Practice, practice_of, teachers
from journal.control.selection import Selection
from journal.control.tallies import Tally, added

__all__ = (
    "DensityAsked",
    "DensityRow",
    "DutyRow",
    "Figures",
    "Grounds",
    "Habit",
    "Hours",
    "Listed",
    "Place",
    "Practice",
    "Rewriting",
    "Selection",
    "Tally",
    "absent_of",
    "added",
    "classes_in_order",
    "classes_meant",
    "density_of",
    "duties_in_batches",
    "duty_of",
    "duty_rows",
    "figures_and_open",
    "figures_of",
    "grounds_of",
    "places_with",
    "places_within",
    "practice_of",
    "reminders_about",
    "rewritings_of",
    "rewritten",
    "running",
    "subjects_in_order",
    "teachers",
    "unset",
    "week_so_far",
    "whole_class",
    "with_common",
)
