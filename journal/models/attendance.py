"""Who was at a lesson, and who is freed from a subject."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.constraints import both_or_neither, not_blank, one_of
from accounts.models import Dated
from journal.enums import Presence
from journal.models.plan import Subject


class AttendanceQuerySet(models.QuerySet):
    def of(self, student):
        return self.filter(student=student)

    def between(self, first: date, last: date):
        return self.filter(date__range=(first, last))

    def noted(self):
        """Without the rows of notes taken back."""
        return self.exclude(presence=Presence.PRESENT)

    def away(self):
        """Absences alone, whatever their reason."""
        return self.filter(presence__in=Presence.away())


class Attendance(models.Model):
    """What is noted beside a student at a lesson; a note taken back is an empty row, never a deleted one."""

    lesson = models.ForeignKey("journal.Lesson", models.PROTECT, related_name="attendances", db_index=False)
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    date = models.DateField("день урока")
    presence = models.CharField("посещение", max_length=16, choices=Presence, blank=True)
    recorded_at = models.DateTimeField(
        null=True, blank=True, help_text="с какого момента отсутствие стоит без перерыва"
    )
    recorded_on = models.DateField(null=True, blank=True)
    emptied_on = models.DateField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "посещение"
        verbose_name_plural = "посещения"
        indexes = (models.Index(fields=("student", "date"), name="attendance_of_student"),)
        constraints = (
            models.UniqueConstraint(fields=("lesson", "student"), name="attendance_is_one"),
            one_of("presence", Presence, name="attendance_presence_is_known"),
            both_or_neither("recorded_at", "recorded_on", name="attendance_time_is_whole"),
            models.CheckConstraint(
                condition=~Q(presence__in=Presence.away()) | Q(recorded_on__isnull=False),
                name="attendance_absence_has_its_day",
            ),
        )

    def __str__(self):
        return f"{self.student}: {self.get_presence_display()}"

    @property
    def is_away(self):
        return self.presence in Presence.away()


class Exemption(Dated):
    """A student freed from a subject for a time; the ground is health data, readable by few."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    ground = models.CharField("основание", max_length=200)
    recorded_at = models.DateTimeField("внесено")
    until_recorded_on = models.DateField("конец внесён", null=True, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "освобождение"
        verbose_name_plural = "освобождения"
        constraints = (
            *Dated.Meta.constraints,
            not_blank("ground", name="exemption_has_a_ground"),
            models.CheckConstraint(
                condition=Q(until_recorded_on__isnull=True) | Q(until__isnull=False),
                name="exemption_recorded_end_is_there",
            ),
            models.UniqueConstraint(fields=("student", "subject", "since"), name="exemption_begins_once_a_day"),
        )

    def __str__(self):
        return f"{self.student}: {self.subject}"
