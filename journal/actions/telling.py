"""How people are reminded: a notice in the portal, a letter where one may go, and a row of what was sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actions import letter_text, write_letters
from accounts.enums import NoticeKind
from accounts.models import Letter, Notice, User
from journal.enums import ReminderKind
from journal.models import RemindedDuty, Reminder
from journal.models.bulk import insert
from journal.rules.duties import DutyKey
from journal.rules.reminding import OpenDuty

SUBJECTS = {
    ReminderKind.EVENING: "Дневник: внести сегодня и завтра",
    ReminderKind.MORNING: "Дневник: срок записей прошёл",
    ReminderKind.WEEKLY: "Дневник: неделя школы",
}


@dataclass(frozen=True)
class Message:
    """What one person is told, once under one `key`; without `letter` by the portal alone.

    `notice`: one that tells it already. `told`: what the notice says, unless it is the text. `subject`: of the letter,
    unless it is that of the kind.
    """

    recipient: User
    kind: ReminderKind
    text: str
    key: str
    address: str
    duties: Sequence[DutyKey] = ()
    letter: str = ""
    notice: Notice | None = None
    told: str = ""
    subject: str = ""


def send(messages: Sequence[Message], *, by: User | None, at: datetime) -> list[Reminder]:
    """Write the messages down: notices, letters, reminders and the duties they name. Four statements, or a few more."""
    told = [(message, message.notice or _notice(message, at)) for message in messages]
    insert([notice for _, notice in told if notice.pk is None])
    write_letters(_letter(message, at) for message in messages if message.letter)
    sent = [_reminder(message, notice, by, at) for message, notice in told]
    insert(sent)
    insert([row for message, reminder in zip(messages, sent, strict=True) for row in _named(message, reminder)])
    return sent


def address_of(duties: Iterable[OpenDuty]) -> str:
    """Return the page where the entries are made: of their lesson, or of all that is owed when they are of several."""
    lessons = {duty.lesson for duty in duties}
    return reverse("journal:teacher-lesson", args=lessons) if len(lessons) == 1 else reverse("journal:teacher-duties")


def _notice(message, at):
    facts = {"text": message.told or message.text, "address": message.address, "key": message.key}
    return Notice(recipient=message.recipient, kind=NoticeKind.DUTY, told_at=at, **facts)


def _letter(message, at):
    text = letter_text(message.letter, address=message.address)
    facts = {"subject": message.subject or SUBJECTS[message.kind], "text": text, "key": message.key}
    return Letter(recipient=message.recipient, made_at=at, **facts)


def _reminder(message, notice, by, at):
    facts = {"recipient": message.recipient, "kind": message.kind, "text": message.text, "notice": notice}
    return Reminder(sent_by=by, sent_at=at, sent_on=localdate(at), **facts)


def _named(message, reminder):
    for key in message.duties:
        place = {"lesson_id": key.place} if key.is_of_lesson else {"work_id": key.place, "student_id": key.student}
        yield RemindedDuty(reminder=reminder, duty=key.duty, **place)
