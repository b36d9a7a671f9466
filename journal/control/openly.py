"""What everybody may read of the control: shares of the whole school, without names. Source: regulation, 4.1."""

from datetime import datetime

from django.utils.timezone import localdate

from journal.control.figures import figures_of
from journal.control.selection import Selection
from journal.control.tallies import Tally
from journal.enums import Duty
from journal.rules.deadlines import DAY
from journal.rules.weeks import Week

# Of fewer one could tell whose entries they are, or take chance for a habit.
FEWEST_TEACHERS, FEWEST_DUTIES = 5, 30


def week_so_far(now: datetime) -> dict[Duty, Tally]:
    """Return what fell due in the week of the moment, by rule; of rules with too little to tell nothing. Three queries.

    Of the days that are over: of a day that goes on what is in time is known before what is not. Neither what is still
    due counts, nor what has been waived.
    """
    today = localdate(now)
    week = Week.of(today)
    figures = figures_of(Selection(week.monday, today - DAY, now, today))
    judged = [(rule, teacher) for (rule, teacher), tally in _by_teacher(figures).items() if tally.judged]
    teachers = {rule: sum(1 for judged_rule, _ in judged if judged_rule == rule) for rule in Duty}
    return {
        rule: tally
        for rule, tally in figures.by_rule.items()
        if tally.judged >= FEWEST_DUTIES and teachers[rule] >= FEWEST_TEACHERS
    }


def _by_teacher(figures):
    return figures.along(lambda rule, teacher, course: (rule, teacher))
