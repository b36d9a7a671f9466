"""The plan of a course as the rules of plans see it."""

from journal.models.plan import Course, PlannedTopic
from journal.rules.plan import Line


def plan_of(course: Course) -> list[Line]:
    """Return the lines of the course's plan in order, with their kinds of work and how often held. One query."""
    rows = PlannedTopic.objects.of(course).with_held().select_related("work_kind").in_order()
    return [
        Line(
            topic=row.topic,
            hours=row.hours,
            homework=row.homework,
            kind=row.work_kind,
            pk=row.pk,
            position=row.position,
            held=row.held,
        )
        for row in rows
    ]


def line_of(course: Course, line: Line) -> PlannedTopic:
    """Return the row that keeps a line of the plan."""
    return PlannedTopic(
        pk=line.pk,
        course=course,
        position=line.position,
        topic=line.topic,
        hours=line.hours,
        homework=line.homework,
        work_kind=line.kind,
    )
