"""A student who left the school long ago, with whatever the diary may hold of one."""

from datetime import date
from uuid import uuid4

from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.enums import Entrance, NoticeKind
from accounts.models import HeldRole, Look, Notice, Session, Slip, User, Visit
from journal.models import Enrolment, Exemption, Membership, Operation
from tests import make

LEFT = date(2026, 5, 26)
# The first of January when the summary of the year of teaching has been kept for 25 whole years.
FREE = make.at(on=date(2053, 1, 1))


def gone_from(lesson, student, *, parent, deputy) -> User:
    """Give the student a row of each kind, and let them leave; the homeroom teacher has been told of an absence."""
    make.mark(lesson=lesson, student=student, value=4)
    make.absence(lesson=make.lesson(course=lesson.course, number=2), student=student)
    make.absence_note(student=student, by=parent, text="Сообщу завтра")
    Exemption.objects.create(
        student=student, subject=lesson.course.subject, ground="Справка", since=make.TODAY, recorded_at=make.NOW
    )
    Notice.objects.create(recipient=student, kind=NoticeKind.SCHOOL, text="Собрание", key="a", told_at=make.NOW)
    Session.objects.create(
        session_key="s", session_data="", expire_date=make.NOW, user=student, began_at=make.NOW, seen_at=make.NOW
    )
    Slip.objects.create(
        user=student, digest="d", batch=uuid4(), issued_at=make.NOW, issued_by=deputy, valid_until=make.TODAY
    )
    Visit.objects.create(user=student, began_at=make.NOW, signed_in_at=make.NOW, entrance=Entrance.SLIP)
    Look.objects.create(child=student, reader=deputy, role="deputy", day=make.TODAY)
    Operation.objects.create(user=student, key=uuid4(), answer={}, at=make.NOW)
    TOTPDevice.objects.create(user=student)
    HeldRole.objects.filter(user=student).update(until=LEFT, since=LEFT)
    for places in (Enrolment, Membership):
        places.objects.filter(student=student).update(until=LEFT, since=LEFT)
    return User.objects.get(pk=student.pk)
