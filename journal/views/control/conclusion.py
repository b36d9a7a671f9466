"""What a report may conclude, in three sentences made of its figures: kept or written anew by the deputy director."""

from datetime import date

from django.utils.text import capfirst

from accounts.russian import days_said, grouped, month_year, plural
from journal.control import Figures, Tally, added
from journal.enums import Duty, DutyState
from journal.rules.deadlines import DAY
from journal.rules.periods import Period
from journal.rules.weeks import Week
from journal.views.control.drawn import share_said


def period_said(period: Period) -> str:
    """Return «неделю с 16 по 22 ноября 2026 года» or «ноябрь 2026 года»."""
    if period.is_week:
        return f"неделю {days_said(period.first, period.last)} {period.last.year}\u00a0года"
    return month_year(period.first)


def proposed(period: Period, figures: Figures, *, today: date) -> str:
    """Return the sentences: how much in time, what was not, how it was before; of weeks those that are over."""
    if not figures.whole.judged:
        return f"За {period_said(period)} сроки ещё не проходили."
    return " ".join((_in_time(period, figures.whole), _not_in_time(figures), _beside(period, figures, today)))


def _in_time(period, whole):
    of = f"{grouped(whole.states[DutyState.ON_TIME])} из\u00a0{grouped(whole.judged)}"
    return f"За {period_said(period)} в срок внесено {share_said(whole)} записей: {of}."


def _not_in_time(figures):
    whole = figures.whole
    late, overdue = whole.states[DutyState.LATE], whole.states[DutyState.OVERDUE]
    said = [f"позже срока внесено: {grouped(late)}"] if late else []
    said += [f"просрочено: {grouped(overdue)} (учителей: {figures.teachers_overdue})"] if overdue else []
    if not said:
        return "Опозданий нет."
    return capfirst(f"{', '.join(said)}; самое большое опоздание — {plural(whole.worst, 'день,дня,дней')}.")


def _beside(period, figures, today):
    """Compare a week with the one before, the weeks of a month with one another; else praise who was never late."""
    weeks = {week: tally for week, tally in shares_of_weeks(figures).items() if tally.judged}
    if period.is_week and (before := weeks.get(Week(period.first).previous)):
        return f"Неделей раньше в срок было {share_said(before)}."
    last = min(period.last, today - DAY)
    own = {week: tally for week, tally in weeks.items() if period.first <= week.monday and week.sunday <= last}
    if not period.is_week and len(own) > 1:
        return f"По неделям — от {_said(own, min)} до {_said(own, max)}."
    judged = [tally for tally in figures.by_teacher.values() if tally.judged]
    in_time = sum(1 for tally in judged if tally.judged == tally.states[DutyState.ON_TIME])
    return f"Учителей, у которых всё в срок: {in_time} из\u00a0{len(judged)}."


def shares_of_weeks(figures: Figures) -> dict[Week, Tally]:
    """Return all that fell due in each week."""
    weeks = sorted({week for _, week in figures.weeks})
    return {week: added(figures.weeks.get((duty, week), Tally()) for duty in Duty) for week in weeks}


def _said(weeks, which):
    week = which(weeks, key=lambda week: weeks[week].share)
    return f"{share_said(weeks[week])} ({days_said(week.monday, week.sunday)})"
