"""Topics and homework of lessons."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from journal.enums import CourseKind, Duty, Matter
from tests.oracle.counted import Counted, judged
from tests.oracle.days import due_day, is_moved
from tests.oracle.entries import correction_days, recorded_day, what_stands
from tests.oracle.facts import Facts
from tests.oracle.responsible import CANCELLED, responsible_for_lesson

# The topic and the homework are owed on the lesson's date.
DAYS = 0
MATTERS = {Duty.TOPIC: Matter.TOPIC, Duty.HOMEWORK: Matter.HOMEWORK}


def duties_of_lessons(facts: Facts) -> Iterator[Counted]:
    for lesson in facts.lessons:
        for duty in MATTERS:
            if found := duty_of_lesson(facts, lesson, duty):
                yield found


def duty_of_lesson(facts: Facts, lesson, duty: Duty) -> Counted | None:
    """Return the duty as it stands, or None where nothing is owed."""
    if is_activity(lesson) or not has_begun(lesson, facts.now):
        return None
    if duty == Duty.HOMEWORK and not sets_homework(lesson):
        return None
    steps = facts.of_lesson(MATTERS[duty], lesson)
    waiver = facts.waiver_of_lesson(lesson, duty)
    teacher = responsible_for_lesson(facts, lesson, duty)
    due_on = due_day(facts, teacher, base=lesson.date, days=DAYS)
    # What was waived stays to be seen, whatever a later pause makes of its day.
    if waiver is None and is_cancelled_by(facts, lesson, due_on):
        return None
    recorded_on = recorded_day(steps, stands, facts.today)
    return judged(
        facts,
        key=f"{duty}-{lesson.pk}",
        rule=duty,
        teacher=teacher,
        course=lesson.course_id,
        due_on=due_on,
        recorded_on=recorded_on,
        is_waived=waiver is not None,
        moved=is_moved(facts, teacher, base=lesson.date, days=DAYS),
        # Only an entry that stands can be a corrected one.
        corrected=recorded_on is not None and any(day > due_on for day in correction_days(steps, stands)),
    )


def is_activity(lesson) -> bool:
    """Activities that are not lessons owe nothing here."""
    return lesson.course.kind == CourseKind.ACTIVITY


def has_begun(lesson, now) -> bool:
    """A lesson that has not begun owes nothing yet."""
    return lesson.starts_at <= now


def sets_homework(lesson) -> bool:
    """Courses without homework owe none of that kind."""
    return covers(lesson.course.homework_since, lesson.course.homework_until, lesson.date)


def covers(since: date | None, until: date | None, day: date) -> bool:
    return since is not None and since <= day and (until is None or day <= until)


def cancelled_day(facts: Facts, lesson) -> date | None:
    for step in facts.of_lesson(Matter.LESSON, lesson):
        if step.new == CANCELLED:
            return localdate(step.at)
    return None


def is_cancelled_by(facts: Facts, lesson, due_on: date) -> bool:
    """A cancelled lesson owes nothing; cancelled after the due day of a duty, it takes that duty not away."""
    day = cancelled_day(facts, lesson)
    return day is not None and day <= due_on


def stands(said: str) -> bool:
    """The topic, or the homework, or the explicit «не задано»."""
    return said != ""


def says_what_the_row_says(facts: Facts, lesson) -> bool:
    """Whether the last step of the history is what stands on the lesson's page."""
    topic = what_stands(facts.of_lesson(Matter.TOPIC, lesson)) == lesson.topic
    said = what_stands(facts.of_lesson(Matter.HOMEWORK, lesson))
    return topic and stands(said) == bool(lesson.homework or lesson.homework_not_set)
