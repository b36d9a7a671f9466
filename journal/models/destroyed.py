"""Journals destroyed past their term: by which act, and what of a course goes with its journal."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from accounts.constraints import not_blank
from journal.models.attendance import Attendance
from journal.models.closing import Reopening
from journal.models.history import Change
from journal.models.lesson import HomeworkAddressee, Lesson
from journal.models.marks import Mark, Work, WorkAddressee
from journal.models.plan import Course, CourseTeacher, PlannedTopic, TimetableSlot
from journal.models.reminders import RemindedDuty
from journal.models.waivers import Waiver

# What goes, and as what the act names it; what is pointed to stands below what points to it. The course with its
# members and the decided marks stay: they are the summary, kept on; so does the head of the chain, a number and a hash.
GOING = (
    (RemindedDuty, "О чём напоминали учителям", ("lesson__course", "work__course")),
    (Waiver, "Снятые обязанности", ("lesson__course", "work__course")),
    (Change, "История изменений", ("course",)),
    (Mark, "Отметки", ("work__course",)),
    (WorkAddressee, "Для кого работы", ("work__course",)),
    (Work, "Работы", ("course",)),
    (HomeworkAddressee, "Кому задано на дом", ("lesson__course",)),
    (Attendance, "Посещение", ("lesson__course",)),
    (Lesson, "Уроки с темами и заданиями", ("course",)),
    (PlannedTopic, "План тем", ("course",)),
    (TimetableSlot, "Строки расписания", ("course",)),
    (CourseTeacher, "Учителя курса", ("course",)),
    (Reopening, "Открытия закрытого журнала", ("course",)),
)


class DestructionQuerySet(models.QuerySet):
    def ended_by(self, at: datetime):
        """Acts on journals whose chains had come to their last link by the moment."""
        return self.filter(last_at__lte=at)

    def with_course(self):
        return self.select_related("course__subject", "course__year")


class JournalDestruction(models.Model):
    """A course whose journal is gone, and by which act: for this row the database lets its history go, not the row.

    `counts`: pairs of a title and a number. `number`, `digest`, `last_at`: the last link of the chain. `results`: keyed
    hash of the marks that stay; `seal`: of this row.
    """

    course = models.OneToOneField(Course, models.PROTECT, primary_key=True, related_name="+")
    act = models.CharField("номер акта", max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField("когда")
    counts = models.JSONField("сколько записей")
    number = models.PositiveIntegerField("записей истории")
    digest = models.CharField(max_length=64, blank=True)
    last_at = models.DateTimeField("последняя запись истории", null=True, blank=True)
    results = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    objects = DestructionQuerySet.as_manager()

    class Meta:
        verbose_name = "уничтоженный журнал"
        verbose_name_plural = "уничтоженные журналы"
        constraints = (not_blank("act", "results", "seal", name="journaldestruction_has_its_act"),)


def going_rows(course: Course) -> list[tuple[str, QuerySet]]:
    """Return the rows that go with the journal of a course, in the order in which they may, under their titles."""
    found = []
    for model, title, ways in GOING:
        ours = Q(**{ways[0]: course.pk})
        for way in ways[1:]:
            ours |= Q(**{way: course.pk})
        found.append((title, model._base_manager.filter(ours)))
    return found
