"""The rows of a school, read once, as they lie."""

from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User
from journal.enums import Matter
from journal.models import (
    Change,
    Exemption,
    Lesson,
    Membership,
    Pause,
    Waiver,
    Work,
    WorkAddressee,
)

ONE_DAY = date(2026, 1, 2) - date(2026, 1, 1)


class Facts:
    """What is written down at a moment, which nothing in the rows is later than."""

    def __init__(self, now: datetime):
        self.now, self.today = now, localdate(now)
        self.lessons = list(Lesson.objects.select_related("course", "teacher"))
        self.works = list(Work.objects.select_related("course", "kind", "lesson"))
        self.memberships = list(Membership.objects.all())
        self.exemptions = list(Exemption.objects.all())
        self.addressees = set(WorkAddressee.objects.values_list("work", "student"))
        self.pauses = list(Pause.objects.all())
        self.waivers = list(Waiver.objects.all())
        self.codes = dict(User.objects.values_list("code", "pk"))
        self.history = sorted(Change.objects.all(), key=lambda change: (change.course_id, change.number))

    def of_lesson(self, matter: Matter, lesson) -> list[Change]:
        """What was done to the lesson itself, its topic or its homework, step by step."""
        return [step for step in self.history if (step.matter, step.lesson_id) == (matter, lesson.pk)]

    def of_presence(self, lesson, student: int) -> list[Change]:
        return [step for step in self.of_lesson(Matter.PRESENCE, lesson) if step.student_id == student]

    def of_work(self, work) -> list[Change]:
        """What was done to the work, at whichever lesson it lay then."""
        return [step for step in self.history if (step.matter, step.work_id) == (Matter.WORK, work.pk)]

    def of_mark(self, work, student: int) -> list[Change]:
        """What was done to the mark, at whichever lesson its work lay then."""
        return [step for step in self.of_marks(work) if step.student_id == student]

    def of_marks(self, work) -> list[Change]:
        return [step for step in self.history if (step.matter, step.work_id) == (Matter.MARK, work.pk)]

    def waiver_of_lesson(self, lesson, duty) -> Waiver | None:
        return next((row for row in self.waivers if row.lesson_id == lesson.pk and row.duty == duty), None)

    def waiver_of_mark(self, work, student: int) -> Waiver | None:
        return next((row for row in self.waivers if (row.work_id, row.student_id) == (work.pk, student)), None)
