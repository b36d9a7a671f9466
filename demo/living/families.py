"""What families say beforehand: on which days a child will not come. Homeroom teachers read it in the afternoon."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from accounts.models import Guardianship
from demo.living.chance import chance
from demo.living.register import Register, moment
from journal.actions import Refused, read_note, send_note
from journal.enums import AbsenceGround, Presence
from journal.models import AbsenceNote

BEFORE_BREAKFAST, AFTER_LESSONS = 7 * 60 + 5, 15 * 60
# How many of those who are away have families that say so, and for how many days they speak.
SPEAKING, KNOWN = 0.6, 3
SAID = {
    Presence.ILL: (
        (AbsenceGround.ILLNESS, "Температура, вызвали врача."),
        (AbsenceGround.ILLNESS, ""),
        (AbsenceGround.DOCTOR, "Приём в поликлинике."),
    ),
    Presence.EXCUSED: (
        (AbsenceGround.FAMILY, "Уезжаем, задания посмотрим в дневнике."),
        (AbsenceGround.EVENT, "Соревнования, справку принесём."),
    ),
}


class Families:
    """Sends and reads their notes, as far as the moments are to be lived."""

    def __init__(self, register: Register, is_now: Callable[[datetime], bool]):
        self.register, self.is_now = register, is_now
        self.students = {person.code: person for person in register.people.values()}
        rows = Guardianship.objects.order_by("child", "since", "guardian__code")
        self.guardians = {row.child_id: register.people[row.guardian_id] for row in rows}

    def speak(self, day: date) -> None:
        """Live the notes of a school day."""
        if self.is_now(at := moment(day, BEFORE_BREAKFAST)) and day in self.register.days:
            for absence in self.register.health.away[day].values():
                if absence.first == day:
                    self._send(absence, at)
        if self.is_now(at := moment(day, AFTER_LESSONS)):
            self._read(day, at)

    def _send(self, absence, at):
        dice = chance(self.register.seed, "family", absence.student, absence.first)
        student = self.students[absence.student]
        guardian = self.guardians.get(student.pk)
        is_here = any(row.holds_on(absence.first) for row in self.register.enrolments[student.pk])
        if guardian is None or not is_here or absence.reason not in SAID or dice.random() > SPEAKING:
            return
        ground, text = dice.choice(SAID[absence.reason])
        days = {"first_day": absence.first, "last_day": min(absence.last, absence.first + timedelta(days=KNOWN - 1))}
        try:
            send_note(student=student, **days, ground=ground, text=text, by=guardian, at=at)
        except Refused:
            # The days have been spoken of already: of one absence that runs into another, or by a visitor.
            return

    def _read(self, day, at):
        for note in AbsenceNote.objects.unread().filter(sent_at__lt=at).with_student():
            read_note(note, by=self.register.homeroom(note.student, day), at=at)
