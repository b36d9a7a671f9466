"""What others than the subject teachers write: substitutes, reasons of absence, marks from another school."""

from collections import defaultdict
from datetime import date, timedelta

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
    """Does the office's work of a day, as far as its moment lies in the window."""

    def __init__(self, register: Register):
        self.register = register

    def work(self, day: date, is_now) -> None:
        """Do what the day asks for; `is_now` says whether a moment is to be lived."""
        for leave in self.register.leaves:
            if leave.first == day and is_now(at := moment(day, BEFORE_LESSONS)):
                self._replace(leave, at)
        if is_now(at := moment(day, NOON)):
            self._bring(day, at)
            self._free(day, at)
        if is_now(at := moment(day, AFTER_LESSONS)):
            self._explain(day, at)

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

    def _explain(self, day, at):
        """Let homeroom teachers put the reason in the place of Н, for absences noted before today."""
        told = {absence.student: absence for absence in self.register.health.told[day]}
        if not told:
            return
        homerooms = dict(self.register.homerooms(day))
        notes = Attendance.objects.filter(
            student__code__in=told, presence=Presence.ABSENT, recorded_on__lt=day
        ).select_related("lesson", "student")
        note_presence(
            [
                PresenceEntry(
                    lesson=note.lesson,
                    student=note.student,
                    presence=told[note.student.code].reason,
                    by=homerooms[note.student.code],
                    at=at,
                )
                for note in notes.order_by("student__code", "lesson__starts_at")
                if told[note.student.code].covers(note.date) and note.student.code in homerooms
            ]
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
