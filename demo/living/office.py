"""What others than the subject teachers write: substitutes, reasons of absence, marks from another school."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from accounts.models import User
from demo.living.chance import chance
from demo.living.children import earned, level
from demo.living.register import Register, moment
from journal.actions import (
    PresenceEntry,
    TransferEntry,
    bring_marks,
    cancel_lessons,
    note_presence,
    substitute,
)
from journal.enums import Presence
from journal.models import Attendance, Enrolment

BEFORE_LESSONS, NOON, AFTER_LESSONS = 7 * 60 + 40, 12 * 60, 16 * 60
SICK_LEAVE = "Больничный лист учителя"
# Days before the joining on which marks were given in the other school.
BROUGHT_BEFORE = (5, 9, 14)


class Office:
    """Does the office's work, as far as its moments are to be lived."""

    def __init__(self, register: Register, is_now: Callable[[datetime], bool]):
        self.register, self.is_now = register, is_now

    def open(self, day: date) -> None:
        """Do what has to be done before the lessons of the day: find substitutes."""
        for leave in self.register.leaves:
            if leave.first == day and self.is_now(at := moment(day, BEFORE_LESSONS)):
                self._replace(leave, at)

    def close(self, days: Sequence[date]) -> None:
        """Do the paperwork of some days."""
        for day in days:
            if self.is_now(at := moment(day, NOON)):
                self._bring(day, at)
                self._free(day, at)
        self._explain([day for day in days if self.is_now(moment(day, AFTER_LESSONS))])

    def _replace(self, leave, at):
        """Give the lessons of a teacher who is ill to colleagues who are free then; cancel the others."""
        lessons = [lesson for day in leave.days() for lesson in self.register.days[day]]
        busy = {(lesson.teacher_id, lesson.date, lesson.number) for lesson in lessons}
        given = defaultdict(list)
        for lesson in lessons:
            if self.register.people[lesson.teacher_id].code == leave.teacher:
                colleague = self._colleague(lesson, busy)
                given[colleague].append(lesson)
                busy.add((colleague and colleague.pk, lesson.date, lesson.number))
        self._cancel(given.pop(None, []), at)
        for colleague, own in given.items():
            substitute(own, teacher=colleague, reason=SICK_LEAVE, by=self.register.deputy, at=at)
            for lesson in own:
                lesson.teacher_id = colleague.pk

    def _colleague(self, lesson, busy) -> User | None:
        """Return a teacher of the same subject who is free at the hour."""
        subject = self.register.courses[lesson.course_id].subject_id
        own = (one for one in self.register.teachers_of[subject] if one.pk != lesson.teacher_id)
        return next((one for one in own if (one.pk, lesson.date, lesson.number) not in busy), None)

    def _cancel(self, lessons, at):
        cancel_lessons(lessons, reason=f"{SICK_LEAVE}, замены нет", by=self.register.deputy, at=at)
        self.register.drop(lessons)

    def _explain(self, days):
        """Let homeroom teachers put the reason in the place of Н, for absences noted before they were told."""
        told = defaultdict(list)
        for absence in (absence for day in days for absence in self.register.health.told[day]):
            told[absence.student].append(absence)
        notes = Attendance.objects.filter(student__code__in=told, presence=Presence.ABSENT)
        explained = [
            self._explained(note, absence)
            for note in notes.select_related("lesson", "student").order_by("student__code", "lesson__starts_at")
            if (absence := next((one for one in told[note.student.code] if one.explains(note)), None))
        ]
        note_presence(sorted(explained, key=lambda entry: entry.at))

    def _explained(self, note, absence) -> PresenceEntry:
        return PresenceEntry(
            lesson=note.lesson,
            student=note.student,
            presence=absence.reason,
            by=self.register.homeroom(note.student, absence.told_on),
            at=moment(absence.told_on, AFTER_LESSONS),
        )

    def _bring(self, day, at):
        """Write down the marks of those who came from another school three days ago."""
        came_on = day - timedelta(days=3)
        for enrolment in Enrolment.objects.filter(since=came_on).exclude(since=self.register.year.first_day):
            student = self.register.people[enrolment.student_id]
            if Enrolment.objects.filter(student=student).count() == 1:
                bring_marks(list(self._brought(student, came_on, at)))

    def _brought(self, student, came_on, at):
        dice = chance(self.register.seed, "certificate", student.code)
        for course in self.register.courses_of(student):
            for days in BROUGHT_BEFORE:
                given_on = came_on - timedelta(days=days)
                if course.is_marked_on(given_on):
                    yield TransferEntry(
                        course=course,
                        student=student,
                        value=earned(dice, level(self.register.seed, student.code, course.subject.code)),
                        date=given_on,
                        document=f"Справка школы № 12 от {came_on:%d.%m.%Y}",
                        by=self.register.deputy,
                        at=at,
                    )

    def _free(self, day, at):
        """Record the exemptions that begin today."""
        for exemption in self.register.exemptions:
            if exemption.since == day:
                exemption.recorded_at = at
                exemption.save()
