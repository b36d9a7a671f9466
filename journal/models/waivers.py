"""What the deputy director has taken away from a teacher's duties, one by one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.constraints import not_blank
from journal.enums import Duty


class WaiverQuerySet(models.QuerySet):
    def of_lesson(self, lesson, duty: Duty):
        """The waiver of a lesson's topic or homework; `lesson` may be an outer reference."""
        return self.filter(lesson=lesson, duty=duty)

    def of_mark(self, work, student):
        """The waiver of a mark for a written work; both may be outer references."""
        return self.filter(work=work, student=student)

    def lessons(self, duty: Duty):
        """Return a subquery of the lessons whose topic or homework has been waived."""
        return self.filter(duty=duty).values("lesson")

    def marks(self):
        """Return a subquery of the marks that stand, or stood, for works that have been waived."""
        return self.filter(duty=Duty.WRITTEN, work__marks__student=F("student")).values("work__marks")

    def with_author(self):
        return self.select_related("waived_by")


class Waiver(models.Model):
    """One duty that the deputy director has taken away after its day; counted openly, never undone.

    Of a topic or a homework by its lesson; of a mark for a written work by the work and the student.
    """

    duty = models.CharField("обязанность", max_length=16, choices=Duty)
    lesson = models.ForeignKey(
        "journal.Lesson", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    work = models.ForeignKey("journal.Work", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    owed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="за кем числилась", db_index=False
    )
    reason = models.CharField("причина", max_length=200)
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    waived_at = models.DateTimeField("снята")

    objects = WaiverQuerySet.as_manager()

    class Meta:
        verbose_name = "снятая обязанность"
        verbose_name_plural = "снятые обязанности"
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    duty__in=(Duty.TOPIC, Duty.HOMEWORK), lesson__isnull=False, work__isnull=True, student__isnull=True
                )
                | Q(duty=Duty.WRITTEN, lesson__isnull=True, work__isnull=False, student__isnull=False),
                name="waiver_is_of_one_duty",
            ),
            not_blank("reason", name="waiver_has_a_reason"),
            models.UniqueConstraint(fields=("lesson", "duty"), name="waiver_is_once_for_a_lesson"),
            models.UniqueConstraint(fields=("work", "student"), name="waiver_is_once_for_a_mark"),
        )
