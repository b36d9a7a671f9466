"""What a teacher who leaves still owes, handed over to a successor; what was done stays with who did it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actions import tell
from accounts.enums import NoticeKind, Role
from accounts.models import User
from journal.actions.history import ledger
from journal.actions.marking import count_days
from journal.actions.refusals import Refused, demand_room
from journal.actions.works import note_work
from journal.enums import Duty, Matter, Way
from journal.models import Dues, Handover, Lesson, Mark, Work, closed_to, owing_works, with_progress
from journal.models.bulk import update
from journal.models.marks import WHOLE
from journal.rules.deadlines import DEADLINES

WORDS = {Duty.TOPIC: "тему вносит", Duty.HOMEWORK: "задание вносит"}


@dataclass(frozen=True)
class StillOwed:
    """What a teacher owes and has not entered: lessons that have begun, and written works, those to come included.

    Lessons to come are nobody's duty yet: whoever holds them then will owe them.
    """

    topics: Sequence[Lesson]
    homework: Sequence[Lesson]
    works: Sequence[Work]

    @property
    def courses(self) -> set[int]:
        return {row.course_id for rows in (self.topics, self.homework, self.works) for row in rows}

    @property
    def said(self) -> str:
        """«тем 3, заданий 0, работ с недостающими отметками 1»."""
        topics, homework, works = len(self.topics), len(self.homework), len(self.works)
        return f"тем {topics}, заданий {homework}, работ с недостающими отметками {works}"


def still_owed(teacher: User, *, at: datetime) -> StillOwed:
    """Return what there is to hand over: nothing of a closed term, where nobody could enter it. Three queries."""
    is_open = ~Exists(closed_to(on=localdate(at)))
    begun = Lesson.objects.filter(is_open).begun(at).in_order()
    topics, homework = (list(begun.owed_by(teacher, duty).lacking(duty).select_related("course")) for duty in WORDS)
    works = with_progress(owing_works().filter(is_open, owed_by=teacher).with_lesson()).filter(unmarked__gt=0)
    return StillOwed(topics, homework, list(works.in_order()))


def hand_over(*, giver: User, successor: User, reason: str, by: User, at: datetime) -> Handover:
    """Let the successor owe all that the giver still owes, until the days that the successor's own pauses leave.

    Each lesson and work keeps it in the history; the successor is told. Raises Refused: not to a teacher of today, to
    oneself, without a reason, nothing to hand over.
    """
    _demand_successor(giver, successor, reason, at)
    with ledger(still_owed(giver, at=at).courses, way=Way.OFFICE) as book:
        owed = still_owed(giver, at=at)
        if not owed.courses:
            raise Refused(f"{giver.short_name}: открытых обязанностей нет, передавать нечего.")
        dues, said = Dues(), {"by": by, "at": at, "reason": reason}
        for duty, lessons in ((Duty.TOPIC, owed.topics), (Duty.HOMEWORK, owed.homework)):
            _hand_lessons(duty, lessons, (giver, successor), dues)
            for lesson in lessons:
                old, new = (f"{WORDS[duty]} {person.code}" for person in (giver, successor))
                place = {"course_id": lesson.course_id, "lesson_id": lesson.pk}
                book.note(Matter.LESSON, **place, old=old, new=new, **said)
        _hand_works(owed.works, successor, dues)
        for work in owed.works:
            old, new = (f"отметки ставит {person.code}" for person in (giver, successor))
            note_work(book, work, old=old, new=new, **said)
        return _recorded(giver, successor, owed, **said)


def _demand_successor(giver, successor, reason, at):
    if not reason:
        raise Refused("Напишите основание передачи: приказ или причину.")
    demand_room(Handover, reason=reason)
    if successor.pk == giver.pk:
        raise Refused("Выберите другого учителя: себе обязанности не передают.")
    if not User.objects.holding(Role.TEACHER, on=localdate(at)).filter(pk=successor.pk).exists():
        raise Refused(f"{successor.short_name}: сегодня не учитель. Выберите того, кто работает учителем.")


def _hand_lessons(duty, lessons, people, dues):
    _, successor = people
    for lesson in lessons:
        setattr(lesson, f"{duty}_owed_by", successor)
        day = dues.due_on(successor.pk, DEADLINES[duty].days, lesson.date)
        setattr(lesson, f"{duty}_deadline_on", day)
    update(lessons, (f"{duty}_owed_by", f"{duty}_deadline_on"))


def _hand_works(works, successor, dues):
    """Hand over works with those of their marks that close no duty yet."""
    known = {work.pk: work for work in works}
    for work in works:
        place = (successor.pk, work.days, work.date)
        work.owed_by, work.due_on, work.due_moved = successor, dues.due_on(*place), dues.is_moved(*place)
    marks = list(Mark.objects.filter(work__in=known).exclude(WHOLE))
    for mark in marks:
        mark.owed_by = successor
        count_days(mark, known[mark.work_id], dues)
    for rows in (works, marks):
        update(rows, ("owed_by", "due_on", "due_moved"))


def _recorded(giver, successor, owed, *, by, at, reason) -> Handover:
    counts = {"topics": len(owed.topics), "homework": len(owed.homework), "works": len(owed.works)}
    row = Handover.objects.create(giver=giver, successor=successor, reason=reason, made_by=by, made_at=at, **counts)
    text = f"Вам переданы обязанности, которые не закончил(а) {giver.short_name}: {owed.said}."
    told = {"text": text, "address": reverse("journal:teacher-day"), "key": f"handover-{row.pk}"}
    tell([successor], kind=NoticeKind.DUTY, **told, at=at)
    return row
