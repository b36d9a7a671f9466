"""What the deputy director does about deadlines: pauses and hand-overs; openly, by whom and why."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.constraints import both_or_neither, in_order, not_blank, one_of
from accounts.russian import days_said
from journal.enums import PauseReason
from journal.rules.deadlines import Pauses, due_on, merged


class PauseQuerySet(models.QuerySet):
    def standing(self):
        """Pauses that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def concerning(self, teacher):
        """Pauses of the teacher and of everyone."""
        return self.filter(Q(teacher=teacher) | Q(teacher__isnull=True))

    def within(self, first: date, last: date):
        """Pauses of at least one day of the period."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def with_people(self):
        return self.select_related("teacher", "recorded_by", "withdrawn_by")

    def newest_first(self):
        return self.order_by("-first_day", "-pk")


class Pause(models.Model):
    """Days that are not counted in deadlines, of one teacher or of everyone; prolonged by a new row, never edited."""

    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="учитель"
    )
    first_day = models.DateField("с какого дня")
    last_day = models.DateField("по какой день")
    reason = models.CharField("причина", max_length=16, choices=PauseReason)
    words = models.CharField("пояснение", max_length=200, blank=True)
    document = models.CharField("документ", max_length=120, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField("внесена")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField("отозвана", null=True, blank=True)
    withdraw_reason = models.CharField("почему отозвана", max_length=200, blank=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = "приостановка"
        verbose_name_plural = "приостановки"
        constraints = (
            in_order("first_day", "last_day", name="pause_ends_after_it_begins"),
            one_of("reason", PauseReason, name="pause_reason_is_known"),
            models.CheckConstraint(condition=~Q(words="") | ~Q(document=""), name="pause_has_a_word_or_a_document"),
            both_or_neither("withdrawn_by", "withdrawn_at", name="pause_withdrawing_is_whole"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdraw_reason=""), name="pause_is_withdrawn_for_a_reason"
            ),
        )

    @property
    def days(self):
        """«12 октября», «с 12 по 14 октября»."""
        return days_said(self.first_day, self.last_day)

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def is_recorded_afterwards(self):
        """Whether its first day had passed when it was recorded."""
        return localdate(self.recorded_at) > self.first_day


class PauseRequestQuerySet(models.QuerySet):
    def of(self, teacher):
        return self.filter(teacher=teacher)

    def open(self):
        """Requests that nobody has answered."""
        return self.filter(answered_at__isnull=True)

    def open_or(self, pk: int):
        """Requests that nobody has answered, and one more by its key."""
        return self.filter(Q(answered_at__isnull=True) | Q(pk=pk))

    def with_people(self):
        return self.select_related("teacher", "answered_by", "pause")

    def newest_first(self):
        return self.order_by("-asked_at", "-pk")


class PauseRequest(models.Model):
    """A teacher's request for a pause; accepted, it has become one, declined, it has been answered in words."""

    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    first_day = models.DateField("с какого дня")
    last_day = models.DateField("по какой день")
    reason = models.CharField("причина", max_length=16, choices=PauseReason)
    words = models.CharField("пояснение", max_length=200)
    asked_at = models.DateTimeField("подан")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField("рассмотрен", null=True, blank=True)
    pause = models.OneToOneField(Pause, models.PROTECT, null=True, blank=True, related_name="request")
    decline_words = models.CharField("почему отклонён", max_length=200, blank=True)

    objects = PauseRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "просьба о приостановке"
        verbose_name_plural = "просьбы о приостановке"
        constraints = (
            in_order("first_day", "last_day", name="pauserequest_ends_after_it_begins"),
            one_of("reason", PauseReason, name="pauserequest_reason_is_known"),
            not_blank("words", name="pauserequest_says_why"),
            both_or_neither("answered_by", "answered_at", name="pauserequest_answer_is_whole"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, pause__isnull=True, decline_words="")
                | Q(answered_at__isnull=False, pause__isnull=False, decline_words="")
                | (Q(answered_at__isnull=False, pause__isnull=True) & ~Q(decline_words="")),
                name="pauserequest_is_answered_in_one_way",
            ),
        )

    @property
    def days(self):
        return days_said(self.first_day, self.last_day)

    @property
    def is_open(self):
        return self.answered_at is None


class HandoverQuerySet(models.QuerySet):
    def with_people(self):
        return self.select_related("giver", "successor", "made_by")

    def newest_first(self):
        return self.order_by("-made_at", "-pk")


class Handover(models.Model):
    """An act by which all that a teacher who leaves still owes passes to a successor; what was done stays."""

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто передаёт")
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто принимает"
    )
    reason = models.CharField("основание", max_length=200)
    topics = models.PositiveIntegerField("тем")
    homework = models.PositiveIntegerField("заданий")
    works = models.PositiveIntegerField("работ с недостающими отметками")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField("передано")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "передача обязанностей"
        verbose_name_plural = "передачи обязанностей"
        constraints = (
            not_blank("reason", name="handover_has_a_reason"),
            models.CheckConstraint(condition=~Q(giver=models.F("successor")), name="handover_is_to_another"),
        )


class Dues:
    """The last days of duties, each teacher's pauses counted. One query, when the first is asked for."""

    def __init__(self):
        self._merged: dict[int, Pauses] = {}

    def due_on(self, teacher: int, days: int, counted_from: date) -> date:
        """Return the last day of a duty of the teacher's."""
        return due_on(days, counted_from, self.pauses_of(teacher))

    def is_moved(self, teacher: int, days: int, counted_from: date) -> bool:
        """Whether a pause moves that day."""
        return self.due_on(teacher, days, counted_from) != due_on(days, counted_from)

    def pauses_of(self, teacher: int) -> Pauses:
        """Return the teacher's own pauses and everyone's as one disjoint list."""
        if teacher not in self._merged:
            self._merged[teacher] = merged(self._spans[None] + self._spans[teacher])
        return self._merged[teacher]

    @cached_property
    def _spans(self):
        spans = defaultdict(list)
        for holder, first, last in Pause.objects.standing().values_list("teacher", "first_day", "last_day"):
            spans[holder].append((first, last))
        return spans
