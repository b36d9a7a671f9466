"""Marks: for written works, and for what is not written."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from journal.enums import Duty, Mode
from tests.oracle.counted import Counted, judged
from tests.oracle.days import due_day, is_moved
from tests.oracle.entries import (
    DOT,
    began,
    closed_at,
    digits,
    done_day,
    is_whole,
    mark_correction_days,
    received_day,
    recorded_day,
    what_stands,
)
from tests.oracle.facts import Facts
from tests.oracle.lessons import covers, has_begun, is_cancelled_by
from tests.oracle.owed import is_owed
from tests.oracle.responsible import responsible_for_work


def duties_of_marks(facts: Facts) -> Iterator[Counted]:
    for work in facts.works:
        if not owes_marks(work, facts.now):
            continue
        for student in concerned(facts, work):
            if found := duty_of_mark(facts, work, student):
                yield found


def owes_marks(work, now) -> bool:
    """Marks brought from another school are without a duty, and courses without marks owe none of that kind."""
    if work.lesson is None or not work.kind.owes_marks:
        return False
    return has_begun(work.lesson, now) and covers(work.course.marks_since, work.course.marks_until, work.date)


def concerned(facts: Facts, work) -> list[int]:
    """Everybody who could be owed a mark, or has one: members of the course, the listed, and those with a cell."""
    members = {row.student_id for row in facts.memberships if row.course_id == work.course_id}
    listed = {student for about, student in facts.addressees if about == work.pk}
    return sorted(members | listed | {step.student_id for step in facts.of_marks(work)})


def rule_of(work) -> Duty:
    """A written work at a remote lesson is WRITTEN; for what is not written it matters where the lesson is held."""
    if work.is_written:
        return Duty.WRITTEN
    return Duty.REMOTE if work.lesson.mode == Mode.REMOTE else Duty.MARK


def duty_of_mark(facts: Facts, work, student: int) -> Counted | None:
    """Return the duty as it stands, None where there is none; what was waived stays to be seen, whatever changes."""
    steps, waiver = facts.of_mark(work, student), facts.waiver_of_mark(work, student)
    stands = lambda said: is_whole(said, work.parts)
    recorded_on = recorded_day(steps, stands, facts.today)
    teacher, base = responsible_for(facts, work, steps, waiver), base_day(work, what_stands(steps))
    due_on = due_day(facts, teacher, base=base, days=work.days)
    if waiver is None and not makes_a_duty(facts, work, student, due_on, steps):
        return None
    return judged(
        facts,
        key=f"{rule_of(work)}-{work.pk}-{student}",
        rule=rule_of(work),
        teacher=teacher,
        course=work.course_id,
        due_on=due_on,
        recorded_on=recorded_on,
        is_waived=waiver is not None,
        moved=is_moved(facts, teacher, base=base, days=work.days),
        set_later=is_set_later(facts, work),
        **({} if recorded_on is None else beside_the_entry(steps, work.parts, recorded_on, due_on)),
    )


def makes_a_duty(facts: Facts, work, student: int, due_on: date, steps) -> bool:
    """A mark that nobody owes makes a duty only when it exists; what was cancelled in time makes none."""
    if is_cancelled_by(facts, work.lesson, due_on) or is_work_cancelled_by(facts, work, due_on):
        return False
    said = what_stands(steps)
    return is_whole(said, work.parts) or is_owed(facts, work, student, due_on, said)


def beside_the_entry(steps, parts: int, recorded_on: date, due_on: date) -> dict[str, bool]:
    """What is told of an entry that stands: that a dot closed the duty, another day of receiving, a correction."""
    return {
        "by_dot": digits(began(steps, parts, recorded_on).new) == DOT,
        "received_elsewhere": received_day(what_stands(steps)) is not None,
        "corrected": any(day > due_on for day in mark_correction_days(steps, parts)),
    }


def base_day(work, said: str) -> date:
    """The day of the work, for a student who did it later that day; for what is not written the day it was received."""
    if work.is_written:
        return done_day(said) or work.date
    return received_day(said) or work.date


def is_work_cancelled_by(facts: Facts, work, due_on: date) -> bool:
    """A work cancelled after the due day of a duty takes that duty not away."""
    cancelled = [localdate(step.at) for step in facts.of_work(work) if step.new == ""]
    return bool(cancelled) and cancelled[0] <= due_on


def is_set_later(facts: Facts, work) -> bool:
    """Whether a written work was set on a day after its own; of another each mark has a day of its own anyway."""
    return work.is_written and localdate(facts.of_work(work)[0].at) > work.date


def responsible_for(facts: Facts, work, steps, waiver) -> int:
    """An open duty is of whoever owes the marks now; a closed one stays with whom it was when it was closed."""
    if waiver is not None:
        return responsible_for_work(facts, work, waiver.waived_at)
    return responsible_for_work(facts, work, closed_at(steps, work.parts) or facts.now)
