"""Remote periods recorded in the diary itself: the lessons of their days change as a drawing-up would change them.

A lesson that anybody has written to, cancelled or given to a substitute stays where it was to be held.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import User
from journal.actions.lessons import Spans, classes_by_course
from journal.actions.refusals import Refused, demand_room, unless
from journal.enums import Mode
from journal.models import AcademicYear, Change, Lesson, RemotePeriod, closed_around
from journal.models.bulk import update
from journal.rules.distance import class_of_another_year, ended_not_here, remote_out_of_bounds

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """How many lessons change where they are held, and how many stay although the days say otherwise."""

    changed: int
    kept: int


def foresee_remote(period: RemotePeriod) -> Held:
    """Return what a period that is not recorded yet would change. Raises Refused as recording it would."""
    _demand(period)
    changed, kept = _to_change(period, [*_others(period), period])
    return Held(len(changed), kept)


@transaction.atomic
def go_remote(period: RemotePeriod, *, by: User, at: datetime) -> Held:
    """Record a period; its lessons are held remotely from now on, and their marks are due by that rule.

    Raises Refused: days of no year, a class of another one, without an order, days that are remote already.
    """
    _lock(period)
    _demand(period)
    period.recorded_by, period.recorded_at = by, at
    period.save()
    return _change(period, [*_others(period), period])


@transaction.atomic
def end_remote(period: RemotePeriod, *, last_day: date, by: User, at: datetime) -> Held:
    """Let a period end earlier: its lessons after that day are held at school again.

    A day before the first one takes the period away. Raises Refused: gone already, the workbook's, not earlier.
    """
    _lock(period)
    fresh = RemotePeriod.objects.filter(pk=period.pk).first()
    if fresh is None:
        raise Refused("Этого периода больше нет: его уже отменили.")
    unless(ended_not_here(fresh, last_day))
    # The days that are at school again, unless another period covers them.
    was = RemotePeriod(year_id=fresh.year_id, first_day=max(fresh.first_day, last_day + DAY), last_day=fresh.last_day)
    if last_day < fresh.first_day:
        fresh.delete()
    else:
        fresh.last_day, fresh.recorded_by, fresh.recorded_at = last_day, by, at
        fresh.save()
    return _change(was, RemotePeriod.objects.filter(year=fresh.year_id))


def _lock(period):
    """Let nobody else draw up lessons of the year meanwhile."""
    AcademicYear.objects.select_for_update(no_key=True).filter(pk=period.year_id).first()


def _demand(period):
    unless(remote_out_of_bounds(period.year, period.first_day, period.last_day))
    unless(class_of_another_year(period.year, period.school_class))
    if not period.order:
        raise Refused("Укажите приказ: номер и день.")
    demand_room(RemotePeriod, order=period.order)
    whom = {name: getattr(period, name) for name in ("grade_from", "grade_to", "school_class")}
    if same := _others(period).within(period.first_day, period.last_day).filter(**whom).first():
        raise Refused(f"Эти дни уже дистанционные: {same.days}, {same.whom}.")


def _others(period):
    return RemotePeriod.objects.filter(year=period.year_id).exclude(pk=period.pk)


def _change(period, spans) -> Held:
    changed, kept = _to_change(period, spans)
    update(changed, ("mode",))
    return Held(len(changed), kept)


def _to_change(period, spans: Iterable[RemotePeriod]) -> tuple[list[Lesson], int]:
    """Return the lessons of the period's days with their new mode, and how many stay as they are. Four queries."""
    remote, classes = Spans(spans), classes_by_course(period.year_id)
    touched = Exists(Change.objects.filter(lesson=OuterRef("pk")))
    lessons = Lesson.objects.held().filter(~Exists(closed_around()), course__year=period.year_id)
    lessons = lessons.between(period.first_day, period.last_day)
    changed, kept = [], 0
    for lesson in lessons.only("course", "date", "mode").annotate(is_touched=touched):
        mode = Mode.REMOTE if remote.all_cover(classes[lesson.course_id], lesson.date) else Mode.SCHOOL
        if lesson.mode != mode:
            lesson.mode, kept = mode, kept + lesson.is_touched
            if not lesson.is_touched:
                changed.append(lesson)
    return changed, kept
