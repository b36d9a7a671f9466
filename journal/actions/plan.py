"""The plan of topics of a course: corrected by its teachers, or brought in as a table."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils.timezone import localdate

from accounts.models import User
from journal.actions.history import ledger
from journal.actions.refusals import Conflict, Refused, demand_room, unless
from journal.actions.standing import demand_open_year
from journal.enums import Matter, Way
from journal.models import Course, PlannedTopic, line_of, plan_of
from journal.models.bulk import insert, update
from journal.rules import openness
from journal.rules.plan import Comparison, Line, compared, version

MOST_LINES = 400
FIELDS = ("position", "topic", "hours", "homework", "work_kind")
# Numbers of lines on their way to another place: each place holds one line at any moment.
ASIDE = 10_000


def rewrite_plan(
    course: Course, after: Sequence[Line], *, seen: str, reason: str = "", by: User, at: datetime, way: Way = Way.FORM
) -> None:
    """Let the plan of a course be these lines, each with its number. `seen`: the version that they were made of.

    Raises Conflict when the plan is another one by now, with the lines that stand; Refused for what cannot be.
    """
    with ledger([course.pk], way=way) as book:
        demand_open_year(course, on=localdate(at))
        before = plan_of(course)
        if version(before) != seen:
            raise Conflict(
                "Пока страница была открыта, план изменили. Посмотрите, каков он теперь, и отправьте ещё раз.", before
            )
        comparison = compared(before, after)
        _demand_sense(before, after, comparison)
        _write(course, before, after, comparison)
        told = {"course_id": course.pk, "reason": reason, "by": by, "at": at}
        for old, new in _steps(comparison):
            book.note(Matter.PLAN, old=old, new=new, **told)


def _demand_sense(before: Sequence[Line], after: Sequence[Line], comparison: Comparison) -> None:
    if len(after) > MOST_LINES:
        raise Refused(f"Слишком длинный план. Уместится {MOST_LINES} строк.")
    stays = {line.pk: line for line in after}
    for line in before:
        if line != stays.get(line.pk):
            unless(openness.held_topic_moved(line, stays.get(line.pk)))
            unless(openness.held_topic_shortened(line, stays.get(line.pk)))
    for line in [*comparison.new, *(new for _, new in comparison.changed)]:
        demand_room(PlannedTopic, topic=line.topic, homework=line.homework)


def _write(course, before, after, comparison):
    stood = {line.pk: line for line in before}
    rows = PlannedTopic.objects.of(course)
    rows.filter(pk__in=[line.pk for line in comparison.removed]).delete()
    moved = [line.pk for line in after if line.pk in stood and line.position != stood[line.pk].position]
    rows.filter(pk__in=moved).update(position=F("position") + ASIDE)
    others = [line for line in after if line.pk in stood and line != stood[line.pk]]
    update([line_of(course, line) for line in others], FIELDS)
    insert([line_of(course, line) for line in comparison.new])


def _steps(comparison):
    """Yield what stood and what stands, for the history."""
    yield from ((line.words, "") for line in comparison.removed)
    yield from ((old.words, new.words) for old, new in comparison.changed)
    yield from (("", line.words) for line in comparison.new)
