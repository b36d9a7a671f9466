"""Who was reminded of what, when, and on whose wish."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.constraints import not_blank, one_of
from accounts.models import Notice
from journal.enums import Duty, ReminderKind
from journal.models.lesson import Lesson
from journal.models.marks import Work


class ReminderQuerySet(models.QuerySet):
    def to(self, recipient):
        return self.filter(recipient=recipient)

    def with_people(self):
        return self.select_related("recipient", "sent_by", "notice")

    def newest_first(self):
        return self.order_by("-sent_at", "-pk")


class Reminder(models.Model):
    """One message to one person about some duties; read when its notice is, done when their entries stand."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кому")
    kind = models.CharField("повод", max_length=16, choices=ReminderKind)
    text = models.CharField("текст", max_length=400)
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    # None for what the diary sends by itself; a family's name is not told to the teacher.
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    sent_at = models.DateTimeField("отправлено")
    sent_on = models.DateField("день")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "напоминание"
        verbose_name_plural = "напоминания"
        indexes = (models.Index(fields=("sent_at",), name="reminder_of_time"),)
        constraints = (
            one_of("kind", ReminderKind, name="reminder_kind_is_known"),
            not_blank("text", name="reminder_says_something"),
            models.CheckConstraint(
                condition=Q(sent_by__isnull=False) | ~Q(kind__in=(ReminderKind.HAND, ReminderKind.FAMILY)),
                name="reminder_by_hand_has_its_sender",
            ),
            # The diary itself tells a person once a day on each occasion, however often it looks.
            models.UniqueConstraint(
                fields=("recipient", "kind", "sent_on"), condition=Q(sent_by__isnull=True), name="reminder_is_one_a_day"
            ),
        )


class RemindedDuty(models.Model):
    """A duty that a reminder names, by its natural key: a lesson, or a work and a student."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="duties")
    duty = models.CharField("обязанность", max_length=16, choices=Duty)
    lesson = models.ForeignKey(Lesson, models.PROTECT, null=True, blank=True, related_name="+")
    work = models.ForeignKey(Work, models.PROTECT, null=True, blank=True, related_name="+")
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "о чём напомнили"
        verbose_name_plural = "о чём напомнили"
        constraints = (
            one_of("duty", Duty, name="remindedduty_is_known"),
            models.CheckConstraint(
                condition=Q(lesson__isnull=False, work__isnull=True, student__isnull=True)
                | Q(lesson__isnull=True, work__isnull=False, student__isnull=False),
                name="remindedduty_is_of_one_duty",
            ),
        )
