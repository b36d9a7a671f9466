"""The regulation with how it is kept this week, for everybody to read."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.keep import kept
from accounts.regulation import PARTS, Clause, Part
from journal.control import Tally, week_so_far
from journal.control.openly import FEWEST_DUTIES, FEWEST_TEACHERS
from journal.enums import Duty
from journal.rules.deadlines import DEADLINES
from journal.rules.weeks import Week
from journal.views.control.drawn import share_said
from journal.views.family.calendar import calendar_of

HOUR = 3600
ENTRIES = {
    Duty.MARK: "отметки",
    Duty.WRITTEN: "отметки",
    Duty.REMOTE: "отметки",
    Duty.TOPIC: "темы уроков",
    Duty.HOMEWORK: "домашние задания",
}


@dataclass(frozen=True)
class Point:
    """A point of a clause. `said`: how it is kept this week, or why that is not told; mostly nothing."""

    number: str
    text: str
    said: str


@login_not_required
@require_safe
def regulation(request: HttpRequest) -> HttpResponse:
    """Show the regulation. Five queries once an hour, none otherwise."""
    hour = request.now.replace(minute=0, second=0, microsecond=0)
    beside = beside_points(hour)
    context = {
        "parts": [(part, _clauses(part, beside)) for part in PARTS],
        "hour": hour if beside else None,
        "fewest_teachers": FEWEST_TEACHERS,
        "fewest_duties": FEWEST_DUTIES,
    }
    return render(request, "service/regulation.html", context)


@kept(seconds=HOUR)
def beside_points(hour: datetime) -> dict[str, str]:
    """Return what is said beside the points of the regulation, by their numbers; nothing before the first school year.

    Counted as of the whole hour, by which it is kept, too.
    """
    silence = _why_nothing(localdate(hour))
    if not silence:
        return {}
    told, points = week_so_far(hour), {}
    for duty, deadline in DEADLINES.items():
        points.setdefault(deadline.clause, []).append((duty, told.get(duty)))
    return {clause: _said(shares, silence) for clause, shares in points.items()}


def _said(shares: list[tuple[Duty, Tally | None]], silence: str) -> str:
    """Return «На этой неделе в срок: темы уроков — 98 %, домашние задания — данных мало»."""
    if not any(tally for _, tally in shares):
        return silence
    said = (f"{ENTRIES[duty]} — {share_said(tally) if tally else 'данных мало'}" for duty, tally in shares)
    return f"На этой неделе в срок: {', '.join(said)}."


def _why_nothing(today) -> str:
    """Say why a week has nothing to tell: it has no lessons, or too few; before the first school year nothing."""
    calendar, week = calendar_of(None, today), Week.of(today)
    if calendar.year is None:
        return ""
    if any(map(calendar.is_school_day, week.days)):
        return "За эту неделю данных мало."
    off = calendar.day_off(today)
    return f"{off.title if off else 'Каникулы'}: уроков на этой неделе нет."


def _clauses(part: Part, beside: dict[str, str]) -> list[tuple[Clause, list[Point]]]:
    return [
        (clause, [Point(number, text, beside.get(number, "")) for number, text in clause.numbered_points])
        for clause in part.clauses
    ]
