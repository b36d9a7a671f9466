"""Who is still owed a mark for a written work that has none."""

from datetime import date

from django.utils.timezone import localdate

from journal.enums import Audience
from tests.oracle.entries import done_day, recorded_day
from tests.oracle.facts import Facts

# Н, and the reasons that the homeroom teacher puts in its place; who came late was there.
AWAY = ("Н", "Б", "УП", "НП")


def is_owed(facts: Facts, work, student: int, due_on: date, said: str) -> bool:
    """Whether the teacher owes the student a mark. `said`: what stands in the cell."""
    own = [row for row in facts.memberships if (row.course_id, row.student_id) == (work.course_id, student)]
    roster = [row for row in own if is_of_the_lesson(row, work, due_on)]
    if not work.is_written or not roster or has_left(own, due_on):
        return False
    # Either way: a student who does it later is owed from that later day.
    if done_day(said) is not None:
        return True
    if work.audience == Audience.LISTED:
        return is_listed(facts, work, student)
    known = any(is_recorded(row, work) for row in roster)
    return known and not is_absent(facts, work, student, due_on) and not is_exempt(facts, work, student, due_on)


def is_of_the_lesson(row, work, due_on: date) -> bool:
    """The roster: whose membership covers the lesson's date, as was known by the due day."""
    if row.since > work.date:
        return False
    return row.until is None or row.until >= work.date or not is_ended(row, due_on)


def is_recorded(row, work) -> bool:
    """A membership recorded late makes a student owed only from the day it was recorded."""
    return row.recorded_on <= work.date


def is_ended(row, due_on: date) -> bool:
    """Whether the membership had ended on the due day; an end entered afterwards takes nothing away."""
    if row.until is None or row.until > due_on:
        return False
    return row.until_recorded_on is None or row.until_recorded_on <= due_on


def has_left(own, due_on: date) -> bool:
    """A student who left on or before the due day is not owed; one who has come back by then has not left."""
    return all(row.since > due_on or is_ended(row, due_on) for row in own)


def is_listed(facts: Facts, work, student: int) -> bool:
    return (work.pk, student) in facts.addressees


def is_absent(facts: Facts, work, student: int, due_on: date) -> bool:
    """Whether the student is recorded absent from that lesson no later than the due day."""
    steps = facts.of_presence(work.lesson, student)
    recorded_on = recorded_day(steps, lambda said: said in AWAY, facts.today)
    return recorded_on is not None and recorded_on <= due_on


def is_exempt(facts: Facts, work, student: int, due_on: date) -> bool:
    """Whether the student is exempt from the subject on that day, as was entered no later than the due day."""
    return any(
        row.since <= work.date
        and (row.until is None or work.date <= row.until)
        and localdate(row.recorded_at) <= due_on
        for row in facts.exemptions
        if (row.subject_id, row.student_id) == (work.course.subject_id, student)
    )
