"""Topics and homework: which lessons owe them, what an absent one looks like, by which indexes they are counted.

The one definition for lists, reports, promises and evidence.
"""

from django.db.models import Exists, F, Index, OuterRef, Q

from journal.access import HANDED_OVER
from journal.enums import CourseKind, Duty
from journal.models.waivers import Waiver

# By what it is not: else SQLite would look for the lessons of a course by these days, and not by their due days.
HOMEWORK_WANTED = (
    Q(course__homework_since__isnull=False)
    & ~Q(course__homework_since__gt=F("date"))
    & (Q(course__homework_until__isnull=True) | ~Q(course__homework_until__lt=F("date")))
)
NO_ACTIVITY = Q(course__kind=CourseKind.LESSON)
OWING = {Duty.TOPIC: NO_ACTIVITY, Duty.HOMEWORK: NO_ACTIVITY & HOMEWORK_WANTED}
ABSENT = {Duty.TOPIC: Q(topic=""), Duty.HOMEWORK: Q(homework="", homework_not_set=False)}
LACKING = {duty: owing & ABSENT[duty] for duty, owing in OWING.items()}

# A lesson cancelled after the last day of what it owes still owes it.
STANDING = {duty: Q(cancelled_at__isnull=True) | Q(cancelled_on__gt=F(f"{duty}_deadline_on")) for duty in OWING}

# What the control tells apart from the many that are as they should be; as an index has it, word by word.
REMARKABLE = {
    duty: Q(**{f"{duty}_recorded_on__gt": F(f"{duty}_deadline_on")})
    | Q(**{f"{duty}_corrected_on__gt": F(f"{duty}_deadline_on")})
    | Q(**{f"{duty}_deadline_on__gt": F("date")})
    for duty in OWING
}


def waived(duty: Duty) -> Q:
    """Return the condition that the deputy director has taken the duty from a lesson."""
    return Q(Exists(Waiver.objects.of_lesson(OuterRef("pk"), duty)))


def indexes(duty: Duty) -> tuple[Index, ...]:
    """Return those by which the control counts a duty without a look at the lessons themselves, and finds the rest.

    The last one is of what has been handed over.
    """
    due, by = f"{duty}_deadline_on", f"{duty}_owed_by"
    entered, name = ~ABSENT[duty] & STANDING[duty], f"lesson_{duty}"
    return (
        Index(fields=("course", by, due, "starts_at", "date"), condition=entered, name=f"{name}_of_course"),
        Index(fields=(due, "course", by, "starts_at", "date"), condition=entered, name=f"{name}_on_day"),
        Index(fields=(due, "starts_at"), condition=ABSENT[duty] & STANDING[duty], name=f"{name}_absent"),
        Index(fields=(due,), condition=REMARKABLE[duty], name=f"{name}_remarkable"),
        Index(fields=(by,), condition=HANDED_OVER[duty], name=f"{name}_handed_over"),
    )
