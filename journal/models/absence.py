"""What a family says beforehand: on which days the child will not come."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.access import ScopedQuerySet
from accounts.constraints import both_or_neither, in_order, one_of
from accounts.russian import days_said
from journal import access
from journal.enums import AbsenceGround
from journal.rules.weeks import Week


class AbsenceNoteQuerySet(ScopedQuerySet):
    readers = access.MARK_READERS
    writers = access.NOTE_WRITERS

    def of(self, student):
        return self.filter(student=student)

    def of_students(self, students):
        return self.filter(student__in=students)

    def standing(self):
        """Notes that the family has not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def on(self, day: date):
        """Notes about the day."""
        return self.filter(first_day__lte=day, last_day__gte=day)

    def within(self, first: date, last: date):
        """Notes about at least one day of the period."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def not_over_or_unread(self, day: date):
        """Notes about the day or days after it, and older ones that nobody has read."""
        return self.filter(Q(last_day__gte=day) | Q(read_at__isnull=True))

    def unread(self):
        return self.filter(read_at__isnull=True)

    def with_student(self):
        return self.select_related("student")

    def with_author(self):
        return self.select_related("sent_by")

    def with_reader(self):
        return self.select_related("read_by")

    def newest_first(self):
        return self.order_by("-sent_at", "-pk")


class AbsenceNote(models.Model):
    """«Сегодня не придёт»: a word from the family; it proposes an absence and never is one."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    first_day = models.DateField("с какого дня")
    last_day = models.DateField("по какой день")
    ground = models.CharField("причина", max_length=16, choices=AbsenceGround)
    text = models.CharField("классному руководителю", max_length=300, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField("отправлено")
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    read_at = models.DateTimeField("прочитано", null=True, blank=True)
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)

    objects = AbsenceNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "сообщение об отсутствии"
        verbose_name_plural = "сообщения об отсутствии"
        indexes = (models.Index(fields=("student", "last_day"), name="absencenote_of_student"),)
        constraints = (
            in_order("first_day", "last_day", name="absencenote_ends_after_it_begins"),
            one_of("ground", AbsenceGround, name="absencenote_ground_is_known"),
            both_or_neither("read_by", "read_at", name="absencenote_reading_is_whole"),
            # A family may send the same days again after it has taken them back.
            models.UniqueConstraint(
                fields=("student", "first_day", "last_day"),
                condition=Q(withdrawn_at__isnull=True),
                name="absencenote_is_sent_once",
            ),
        )

    @property
    def days(self):
        """«12 октября», «с 12 по 14 октября»."""
        return days_said(self.first_day, self.last_day)

    @property
    def week(self):
        """The week of its first day."""
        return Week.of(self.first_day)

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def is_read(self):
        return self.read_at is not None
