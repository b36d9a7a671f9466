"""Who was reminded of what, when, and on whose wish; and what became of it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, DateTimeField, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.constraints import not_blank, one_of
from accounts.models import Notice
from journal.enums import Duty, ReminderKind
from journal.models.lesson import Lesson
from journal.models.marks import Mark, Work
from journal.rules.duties import DutyKey

NEVER = Value(None, output_field=DateTimeField())


class ReminderQuerySet(models.QuerySet):
    def to(self, recipient):
        return self.filter(recipient=recipient)

    def of(self, kind: ReminderKind):
        return self.filter(kind=kind)

    def sent_since(self, day):
        return self.filter(sent_on__gte=day)

    def sent_through(self, day):
        return self.filter(sent_on__lte=day)

    def unread(self):
        return self.filter(notice__read_at__isnull=True)

    def undone(self):
        """Reminders of which an entry is still not there."""
        return self.filter(Exists(RemindedDuty.objects.with_standing().filter(reminder=OuterRef("pk"), stands_at=None)))

    def done(self):
        """Reminders of which all the entries stand; one that names none is never done."""
        named = Exists(RemindedDuty.objects.filter(reminder=OuterRef("pk")))
        return self.filter(named).exclude(pk__in=self.model.objects.undone().values("pk"))

    def with_fate(self):
        """Add `named`, of how many entries; `standing`, how many of these stand; `stood_at`, since when the last."""
        rows = RemindedDuty.objects.with_standing().filter(reminder=OuterRef("pk")).order_by().values("reminder")
        counted = {"named": Count("pk"), "standing": Count("stands_at")}
        numbers = {
            name: Coalesce(Subquery(rows.annotate(n=count).values("n")), Value(0)) for name, count in counted.items()
        }
        return self.annotate(**numbers, stood_at=Subquery(rows.annotate(last=Max("stands_at")).values("last")))

    def by_diary(self):
        """What the diary has sent by itself."""
        return self.filter(sent_by__isnull=True)

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

    # Added by `with_fate`.
    named: int
    standing: int
    stood_at: datetime | None

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

    @property
    def is_done(self):
        """Whether all the entries stand, of a reminder taken by `with_fate`; done at the moment of the last one."""
        return self.named > 0 and self.named == self.standing


class RemindedDutyQuerySet(models.QuerySet):
    def with_standing(self):
        """Add `stands_at`: since when the entry has stood, None while it does not."""
        mark = Mark.objects.whole().filter(work=OuterRef("work"), student=OuterRef("student"))
        topic, homework = Q(duty=Duty.TOPIC), Q(duty=Duty.HOMEWORK)
        absent = (topic & Q(lesson__topic="")) | (homework & Q(lesson__homework="", lesson__homework_not_set=False))
        stands_at = Case(
            When(absent, then=NEVER),
            When(topic, then=F("lesson__topic_recorded_at")),
            When(homework, then=F("lesson__homework_recorded_at")),
            default=Subquery(mark.values("recorded_at")[:1]),
        )
        return self.annotate(stands_at=stands_at)

    def with_emptying(self):
        """Add `emptied_on`: the day on which the entry was emptied, None of one that stands or has never been there."""
        marks = Mark.objects.filter(work=OuterRef("work"), student=OuterRef("student"))
        emptied_on = Case(
            When(duty=Duty.TOPIC, then=F("lesson__topic_emptied_on")),
            When(duty=Duty.HOMEWORK, then=F("lesson__homework_emptied_on")),
            default=Subquery(marks.values("emptied_on")[:1]),
        )
        return self.annotate(emptied_on=emptied_on)


class RemindedDuty(models.Model):
    """A duty that a reminder names, by its natural key: a lesson, or a work and a student."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="duties")
    duty = models.CharField("обязанность", max_length=16, choices=Duty)
    lesson = models.ForeignKey(Lesson, models.PROTECT, null=True, blank=True, related_name="+")
    work = models.ForeignKey(Work, models.PROTECT, null=True, blank=True, related_name="+")
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = RemindedDutyQuerySet.as_manager()

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

    @property
    def key(self):
        return DutyKey(Duty(self.duty), self.lesson_id or self.work_id, self.student_id)
