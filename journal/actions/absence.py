"""What a family says beforehand of an absence: sent, taken back, read."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import read_notice, tell
from accounts.enums import NoticeKind
from accounts.models import Notice, User
from journal.actions.refusals import Refused, demand_room, unless
from journal.enums import AbsenceGround
from journal.models import AbsenceNote, Enrolment, Homeroom, Student
from journal.rules import openness


@transaction.atomic
def send_note(
    *, student: Student, first_day: date, last_day: date, ground: AbsenceGround, text: str, by: User, at: datetime
) -> AbsenceNote:
    """Tell the homeroom teacher that the student will not come. Raises Refused: days behind, too many, told already."""
    unless(openness.absence_too_long(first_day, last_day) or openness.absence_not_ahead(first_day, localdate(at)))
    demand_room(AbsenceNote, text=text)
    # Two parents at once: the second one reads what the first has sent.
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    told = AbsenceNote.objects.of(student).standing().within(first_day, last_day).with_author().first()
    if told:
        raise Refused(f"Об отсутствии {told.days} уже сообщено: {told.sent_by.short_name}. Отзовите прежнее сообщение.")
    days = {"first_day": first_day, "last_day": last_day}
    note = AbsenceNote.objects.create(student=student, ground=ground, text=text, sent_by=by, sent_at=at, **days)
    words = f"{student.list_name}: не придёт {note.days}, {note.get_ground_display()}"
    _tell_homeroom(note, words, key=_key(note), at=at)
    return note


@transaction.atomic
def withdraw_note(note: AbsenceNote, *, at: datetime) -> None:
    """Take a note back; what the journal says by then stays. Raises Refused when its days are over."""
    unless(openness.withdrawn_late(note.last_day, localdate(at)))
    if not AbsenceNote.objects.filter(pk=note.pk).standing().update(withdrawn_at=at):
        return
    words = f"{note.student.list_name}: семья отозвала сообщение, что не придёт {note.days}"
    _tell_homeroom(note, words, key=f"{_key(note)}-withdrawn", at=at)


@transaction.atomic
def read_note(note: AbsenceNote, *, by: User, at: datetime) -> None:
    """Note that the homeroom teacher has read it, the first time; the notice of it is read by that too."""
    AbsenceNote.objects.filter(pk=note.pk).unread().update(read_by=by, read_at=at)
    for notice in Notice.objects.filter(recipient=by, key=_key(note)).unread():
        read_notice(notice, at=at)


def forget_notes(student: User) -> int:
    """Delete what the family has said, and what its homeroom teachers were told of it; return how many rows."""
    notes = AbsenceNote.objects.of(student)
    keys = [key for note in notes for key in (_key(note), f"{_key(note)}-withdrawn")]
    return Notice.objects.filter(key__in=keys).delete()[0] + notes.delete()[0]


def _key(note):
    return f"absence-{note.pk}"


def _tell_homeroom(note, text, *, key, at):
    today = localdate(at)
    classes = Enrolment.objects.on(today).filter(student=note.student_id).values("school_class")
    rows = Homeroom.objects.on(today).filter(school_class__in=classes).select_related("teacher", "school_class")
    for row in rows:
        address = row.school_class.get_absolute_url()
        tell([row.teacher], kind=NoticeKind.DIARY, text=text, address=address, key=key, at=at)
