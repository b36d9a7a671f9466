"""Days that count, and days inside a pause, walked one by one."""

from datetime import date

from tests.oracle.facts import ONE_DAY, Facts


def is_paused(facts: Facts, teacher: int, day: date) -> bool:
    """Days inside a pause, of the teacher or of everyone, are not counted; a withdrawn pause is none."""
    for pause in facts.pauses:
        if pause.withdrawn_at is not None:
            continue
        if pause.teacher_id is not None and pause.teacher_id != teacher:
            continue
        if pause.first_day <= day <= pause.last_day:
            return True
    return False


def due_day(facts: Facts, teacher: int, *, base: date, days: int) -> date:
    """Return the last day of a duty of the teacher's.

    With 0 days the first day from the base day on that is not paused; with 6 the sixth unpaused day after it.
    """
    day = base
    if days == 0:
        while is_paused(facts, teacher, day):
            day += ONE_DAY
        return day
    counted = 0
    while counted < days:
        day += ONE_DAY
        if not is_paused(facts, teacher, day):
            counted += 1
    return day


def plain_due_day(*, base: date, days: int) -> date:
    """Return the last day as it would be without any pause: calendar days, the base day not counted."""
    return base + days * ONE_DAY


def is_moved(facts: Facts, teacher: int, *, base: date, days: int) -> bool:
    return due_day(facts, teacher, base=base, days=days) != plain_due_day(base=base, days=days)
