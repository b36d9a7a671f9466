"""Duties that the deputy director takes away after their day, one by one. Source: regulation, 4.2."""

from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User
from journal.actions.history import ledger
from journal.actions.refusals import Refused, demand_room, unless
from journal.enums import Duty, Way
from journal.models import Lesson, Waiver, Work, owed_to
from journal.rules.duties import OF_LESSON
from journal.rules.pausing import not_waived_yet


def waive(
    *,
    duty: Duty,
    lesson: Lesson | None = None,
    work: Work | None = None,
    student: User | None = None,
    reason: str,
    by: User,
    at: datetime,
) -> Waiver:
    """Take away the topic or the homework of a lesson, or the mark of a student for a written work.

    Raises Refused: another duty, none there, recorded already, its day not past, waived already, no reason.
    """
    if not reason:
        raise Refused("Напишите, почему обязанность снимается: причина видна всем, кто смотрит сроки.")
    demand_room(Waiver, reason=reason)
    of = {"lesson": lesson} if duty in OF_LESSON else {"work": work, "student": student}
    if None in of.values() or duty not in (*OF_LESSON, Duty.WRITTEN):
        raise Refused("Снять можно тему или задание урока и отметку ученика за письменную работу.")
    place = of.get("lesson") or work
    # Nobody writes the entry meanwhile.
    with ledger([place.course_id], way=Way.OFFICE):
        if Waiver.objects.filter(duty=duty, **of).exists():
            raise Refused("Эта обязанность уже снята.")
        due, debtor = _owed_of_lesson(duty, lesson, at) if duty in OF_LESSON else _owed_for_work(work, student)
        unless(not_waived_yet(due, localdate(at)))
        # Who owed it then: what is handed over later is not.
        said = {"owed_by_id": debtor, "reason": reason, "waived_by": by, "waived_at": at}
        return Waiver.objects.create(duty=duty, **of, **said)


def _owed_of_lesson(duty, lesson, at) -> tuple[date, int]:
    """Return the last day of what the lesson lacks, and who owes it. Raises Refused where it lacks nothing."""
    lacking = Lesson.objects.filter(pk=lesson.pk).begun(at).lacking(duty).first()
    if lacking is None:
        raise Refused("Снимать нечего: запись уже внесена, или урок её не требует.")
    return lacking.deadline_on(duty), getattr(lacking, f"{duty}_owed_by_id")


def _owed_for_work(work, student) -> tuple[date, int]:
    """Return the last day of the mark that the student is owed, and who owes it. Raises Refused where none is."""
    owed = owed_to(student, Work.objects.filter(pk=work.pk)).first()
    if owed is None:
        raise Refused("Снимать нечего: отметка уже стоит, или её за эту работу не должны.")
    return owed.promised_on, owed.owed_by_id
