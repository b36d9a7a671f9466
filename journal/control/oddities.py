"""What a deputy director asks about though nothing is overdue: topics written twice, planned tests that nobody set."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q

from journal.control.selection import Selection
from journal.enums import Matter
from journal.models import Change, Lesson, Work
from journal.models.entries import NO_ACTIVITY

IS_MARKED = Q(course__marks_since__lte=F("date")) & (
    Q(course__marks_until__isnull=True) | Q(course__marks_until__gte=F("date"))
)


@dataclass(frozen=True)
class Rewriting:
    """A topic that stood, was emptied, and was written again: the two changes, the later one with the new text."""

    emptied: Change
    written: Change


def held(selection: Selection):
    """Return the lessons of the days that have been held, by the teacher and in the courses that are selected."""
    lessons = Lesson.objects.filter(NO_ACTIVITY).between(selection.first, selection.last).held().begun(selection.now)
    if selection.teacher is not None:
        lessons = lessons.taught_by(selection.teacher)
    return lessons if selection.courses is None else lessons.of_courses(selection.courses)


def rewritten(selection: Selection):
    """Return the lessons held whose topic stood, was emptied, and stands again."""
    return held(selection).exclude(topic="").filter(Exists(_topics().filter(lesson=OuterRef("pk"), new="")))


def unset(selection: Selection):
    """Return the lessons held whose planned topic is a written work that nobody has set; of several the last one."""
    of_line = Lesson.objects.held().filter(planned_topic=OuterRef("planned_topic"))
    later = of_line.begun(selection.now).filter(starts_at__gt=OuterRef("starts_at"))
    works = Work.objects.standing().filter(is_written=True, lesson__cancelled_at__isnull=True)
    set_already = works.filter(lesson__planned_topic=OuterRef("planned_topic"))
    planned = held(selection).filter(IS_MARKED, planned_topic__work_kind__is_written=True)
    return planned.filter(~Exists(later), ~Exists(set_already))


def rewritings_of(lessons: list[Lesson]) -> dict[int, list[Rewriting]]:
    """Return by lesson how its topic was emptied and written again, in that order. One query."""
    steps = defaultdict(list)
    for change in _topics().filter(lesson__in=lessons).with_actor().order_by("number"):
        steps[change.lesson_id].append(change)
    return {
        lesson: [Rewriting(*pair) for pair in pairwise(changes) if not pair[0].new] for lesson, changes in steps.items()
    }


def _topics():
    return Change.objects.about(Matter.TOPIC)
