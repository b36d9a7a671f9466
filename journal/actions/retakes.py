"""Works done again («пересдача»): a work for those listed, beside the first one."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import User
from journal.actions.entries import WorkEntry
from journal.actions.history import ledger
from journal.actions.roster import Rosters
from journal.actions.standing import demand_open_work, fresh_works
from journal.actions.works import enter_works, note_work, work_said
from journal.enums import Way
from journal.models import Lesson, Work, WorkAddressee
from journal.models.bulk import insert


def set_retake(
    first: Work, *, lesson: Lesson, students: Sequence[User], by: User, at: datetime, way: Way = Way.FORM
) -> Work:
    """Let students do a work again at a lesson; those of one lesson do it together, as one work.

    Raises Refused: another course, before the work, nobody listed. Asked twice, it changes nothing.
    """
    with ledger([first.course_id], way=way) as book:
        root = first.retake_of_id or first.pk
        standing = Work.objects.standing().filter(retake_of=root, lesson=lesson, course=first.course_id).first()
        if standing is None:
            entry = WorkEntry(
                lesson=lesson,
                kind=first.kind,
                title=first.title,
                weight=first.weight,
                students=students,
                retake_of=first,
                by=by,
                at=at,
            )
            return enter_works([entry], book)[0]
        return _joined(standing, students, book, by, at)


def _joined(work, students, book, by, at) -> Work:
    fresh = fresh_works([work], on=localdate(at))[work.pk]
    demand_open_work(fresh)
    listed = set(work.addressees.values_list("student", flat=True))
    new = {student.pk: student for student in students if student.pk not in listed}
    rosters = Rosters([fresh], new.values())
    for student in new.values():
        rosters.demand(fresh.course_id, student, fresh.date)
        note_work(book, fresh, student_id=student.pk, new=work_said(fresh), by=by, at=at)
    insert([WorkAddressee(work=fresh, student_id=student) for student in new])
    return fresh
