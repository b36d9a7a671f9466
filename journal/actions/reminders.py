"""Reminders that people send: the deputy director or the director by hand, a family by one press."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actions import tell
from accounts.enums import NoticeKind, Role
from accounts.models import Notice, User
from accounts.russian import near
from journal.access import post_of
from journal.actions.refusals import Refused, demand_room, unless
from journal.actions.telling import Message, address_of, send
from journal.control.reminding import overdue_duties, overdue_of, reminded_by_family
from journal.enums import ReminderKind
from journal.models import Enrolment, Homeroom, RemindedDuty, Reminder, Student
from journal.rules import reminding
from journal.rules.duties import DutyKey
from journal.rules.reminding import OpenDuty

NOTHING_OVERDUE = "Напоминать не о чем: запись уже внесена или её срок ещё не прошёл."
SAID_TODAY = "Это напоминание сегодня уже отправлено."


def remind(*, teacher: User, duties: Collection[DutyKey], text: str, by: User, at: datetime) -> Reminder:
    """Remind one teacher, see `remind_each`."""
    [sent] = remind_each({teacher: text}, duties=duties, by=by, at=at)
    return sent


@transaction.atomic
def remind_each(texts: Mapping[User, str], *, duties: Collection[DutyKey], by: User, at: datetime) -> list[Reminder]:
    """Remind teachers, each in the words for them, of those of the duties that are overdue and theirs; or nobody.

    The words come with the sender's post. A letter tells of what and leaves the words out: people write names. Raises
    Refused.
    """
    post = post_of(by.acting_on(localdate(at)))
    for text in texts.values():
        unless(reminding.says_nothing(text))
        demand_room(Notice, text=reminding.signed(text, post))
    people = _held_still(texts, localdate(at))
    said = list(Reminder.objects.filter(sent_by=by, sent_on=localdate(at)).values_list("recipient", "text"))
    if any((teacher.pk, text) in said for teacher, text in texts.items()):
        raise Refused(SAID_TODAY)
    once = f"hand-{by.pk}-{localdate(at)}-{len(said)}"
    only = people[0].pk if len(people) == 1 else None
    late = [duty for duty in overdue_duties(now=at, teacher=only) if duty.key in duties]
    own = {person: [duty for duty in late if duty.teacher == person.pk] for person in people}
    messages = [by_hand(person, texts[person], own[person], post=post, key=once) for person in people]
    return send(messages, by=by, at=at)


def by_hand(teacher: User, text: str, duties: Sequence[OpenDuty], *, post: Role, key: str) -> Message:
    """Return what a teacher is to be told in the sender's words. Raises Refused when there is nothing overdue."""
    if not duties:
        raise Refused(NOTHING_OVERDUE)
    keys, letter = [duty.key for duty in duties], reminding.in_full(reminding.by_hand(duties, post))
    said = {"told": reminding.signed(text, post), "letter": letter, "subject": reminding.subject(post)}
    return Message(teacher, ReminderKind.HAND, text, key, address_of(duties), keys, **said)


@transaction.atomic
def remind_by_family(*, key: DutyKey, student: Student, by: User, at: datetime) -> str:
    """Let the family of a student remind the teacher of an overdue entry, once a day; return what it is told.

    The homeroom teacher reads it too, and nobody which family it was. Raises Refused.
    """
    today = localdate(at)
    # Two of a family at once: the second sees what the first has sent.
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    duty = overdue_of(student, key, today)
    if duty is None:
        raise Refused(NOTHING_OVERDUE)
    known = reminded_by_family(student, [key]).get(key)
    if known and known.reminder.sent_on == today:
        raise Refused(_said_already(known, by, today))
    return reminding.said_to_family(has_left=tell_of(duty, student=student, by=by, at=at))


@transaction.atomic
def tell_of(duty: OpenDuty, *, student: User, by: User, at: datetime) -> bool:
    """Write down that the family of a student reminds of an overdue entry, of which it may.

    Of one whose teacher has left the deputy directors are told; return whether that is so.
    """
    today, entry = localdate(at), f"family-{duty.key.duty}-{duty.key.place}-"
    teacher = User.objects.get(pk=duty.teacher)
    deputies = _deputies_instead_of(teacher, today)
    recipients, once = _locked(deputies or [teacher]), f"{entry}{today}-{student.pk}"
    words = reminding.to_homeroom(duty, teacher.short_name)
    for row in _homerooms(student, today).exclude(teacher__in=recipients):
        if not _unread(row.teacher, entry):
            place = row.school_class.get_absolute_url()
            tell([row.teacher], kind=NoticeKind.DUTY, text=words, address=place, key=once, at=at)
    text, address = reminding.by_family(duty), address_of([duty])
    if deputies:
        text, address = reminding.to_deputy(duty, teacher.short_name), reverse("journal:control-handover")
    said = {"duties": [duty.key], "key": once, "text": text, "address": address}
    kind = ReminderKind.FAMILY
    send([Message(one, kind, notice=_unread(one, entry), **said) for one in recipients], by=by, at=at)
    return bool(deputies)


def _deputies_instead_of(teacher, today) -> list[User]:
    """Return who is to hand over what a teacher owes who has left; nobody for one who is here."""
    if User.objects.present(on=today).filter(pk=teacher.pk).exists():
        return []
    return list(User.objects.holding(Role.DEPUTY, on=today))


def _locked(people) -> list[User]:
    """Return the people, locked, always in one order."""
    rows = User.objects.filter(pk__in=[person.pk for person in people])
    return list(rows.select_for_update(no_key=True).order_by("pk"))


def _held_still(teachers, today) -> list[User]:
    """Return the teachers as they stand, locked, always in one order; refuse those who have left."""
    people = User.objects.filter(pk__in=[teacher.pk for teacher in teachers]).present(on=today)
    here = _locked(people)
    for teacher in teachers:
        if teacher not in here:
            raise Refused(f"{teacher.short_name} сейчас не работает в школе. Передайте обязанности другому учителю.")
    return here


def _said_already(known: RemindedDuty, by, today) -> str:
    """Say that the person who asks has reminded already, or the family: not who of it."""
    sent = known.reminder
    who = "Вы уже напомнили" if sent.sent_by_id == by.pk else "Семья уже напомнила"
    return f"{who} учителю {near(sent.sent_at, today)}. Напомнить ещё раз можно завтра."


def _homerooms(student, day):
    classes = Enrolment.objects.on(day).filter(student=student.pk).values("school_class")
    return Homeroom.objects.on(day).filter(school_class__in=classes).select_related("teacher", "school_class")


def _unread(person, entry) -> Notice | None:
    """Return what tells the person of the entry and is yet to be read: thirty families are one notice."""
    return Notice.objects.filter(recipient=person, key__startswith=entry).unread().first()
