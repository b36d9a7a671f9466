"""The complaint itself."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.access import ScopedQuerySet
from accounts.constraints import both_or_neither, one_of, one_of_or_none
from complaints import access
from complaints.enums import About, Channel, Delivery, Finding, Status
from complaints.rules.clocks import SOON

DUE_ON = Coalesce("prolonged_until", "answer_by")
TEXT, WISH, WORD, NAME = 6000, 2000, 4000, 200


class ComplaintQuerySet(ScopedQuerySet):
    readers = access.COMPLAINT_READERS
    writers = access.COMPLAINT_WRITERS

    def of_author(self, user):
        """Cases that the person has written and may still read here."""
        return self._within(access.COMPLAINT_AUTHORS, user)

    def numbered(self, year: int, serial: int):
        return self.filter(year=year, serial=serial)

    def awaiting(self):
        """Those in which an answer is still to be given."""
        return self.filter(status__in=Status.awaiting())

    def answered(self):
        """Those whose answer has been given."""
        return self.filter(status__in=(Status.ANSWERED, Status.CLOSED))

    def going_on(self):
        return self.exclude(status__in=Status.ended())

    def with_clock(self):
        """Add `due_on`, by when it is to be answered, with a prolongation."""
        return self.alias(due_on=DUE_ON)

    def overdue(self, today: date):
        """Those to be answered whose last day has passed."""
        return self.awaiting().with_clock().filter(due_on__lt=today)

    def due_soon(self, today: date):
        """Those whose last day is today or one of the next three."""
        return self.awaiting().with_clock().filter(due_on__range=(today, today + timedelta(days=SOON)))

    def due_later(self, today: date):
        return self.awaiting().with_clock().filter(due_on__gt=today + timedelta(days=SOON))

    def of_year(self, year: int):
        """Those numbered in a calendar year."""
        return self.filter(year=year)

    def years(self) -> list[int]:
        """Return the calendar years with cases, the latest first. One query."""
        return list(self.order_by("-year").values_list("year", flat=True).distinct())

    def with_answer(self):
        return self.select_related("answer")

    def with_people(self):
        return self.select_related("author", "child", "entry__teacher", "lead")

    def by_clock(self):
        """Those to be answered first, by their last day; behind them the others, the newest first."""
        is_over = models.Case(models.When(status__in=Status.awaiting(), then=0), default=1)
        clock = models.Case(models.When(status__in=Status.awaiting(), then=DUE_ON), default=None)
        return self.order_by(is_over, clock, "-year", "-serial")

    def in_order(self):
        return self.order_by("year", "serial")

    def newest_first(self):
        return self.order_by("-year", "-serial")


class Complaint(models.Model):
    """What somebody complains of to the director, how far it has come, and how it was decided.

    `version` counts its steps: whoever acts on what has become another meanwhile is told.
    """

    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField("номер")
    channel = models.CharField("как поступило", max_length=16, choices=Channel, default=Channel.PORTAL)
    about = models.CharField("о чём", max_length=16, choices=About, default=About.OTHER)
    status = models.CharField("состояние", max_length=16, choices=Status, default=Status.REGISTERED)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, help_text="делает повторную отправку той же формы невозможной")

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="заявитель"
    )
    author_name = models.CharField("фамилия, имя, отчество заявителя", max_length=NAME, blank=True)
    child = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ученик"
    )
    text = models.TextField("что случилось", max_length=TEXT)
    wish = models.TextField("чего просит заявитель", max_length=WISH, blank=True)
    reply_by = models.CharField("куда ответить", max_length=16, choices=Delivery, default=Delivery.PORTAL)
    reply_to = models.CharField("адрес для ответа", max_length=300, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="в продолжение обращения"
    )
    lead = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name="рассматривается вместе с"
    )

    received_on = models.DateField("поступило")
    registered_at = models.DateTimeField("зарегистрировано")
    registered_on = models.DateField("день регистрации")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто зарегистрировал"
    )
    # Of an oral one: what the card of a reception holds.
    heard_by = models.CharField("кто принял", max_length=NAME, blank=True)
    identity = models.CharField("чем удостоверена личность", max_length=NAME, blank=True)
    agrees_to_oral = models.BooleanField("согласен на устный ответ", default=False)

    answer_by = models.DateField("ответ не позднее")
    prolonged_until = models.DateField("срок продлён до", null=True, blank=True)
    prolonged_why = models.CharField("почему продлён", max_length=400, blank=True)

    finding = models.CharField("решение", max_length=16, choices=Finding, blank=True)
    reasons = models.TextField("основания", max_length=WORD, blank=True)
    done = models.TextField("что сделано", max_length=WORD, blank=True)
    remains = models.TextField("что остаётся сделать", max_length=WORD, blank=True)
    why_never = models.CharField("почему записи не будет", max_length=400, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    ended_at = models.DateTimeField("завершено", null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = "обращение"
        verbose_name_plural = "обращения"
        indexes = (
            models.Index(fields=("status", "answer_by"), name="complaint_by_clock"),
            models.Index(fields=("author", "-registered_at"), name="complaint_of_author"),
        )
        constraints = (
            models.UniqueConstraint(fields=("year", "serial"), name="complaint_number_is_one"),
            one_of("channel", Channel, name="complaint_channel_is_known"),
            one_of("about", About, name="complaint_about_is_known"),
            one_of("status", Status, name="complaint_status_is_known"),
            one_of("reply_by", Delivery, name="complaint_reply_is_known"),
            one_of_or_none("finding", Finding, name="complaint_finding_is_known"),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | ~Q(author_name=""), name="complaint_has_an_author"
            ),
            models.CheckConstraint(
                condition=Q(registered_on__gte=F("received_on")), name="complaint_comes_before_its_number"
            ),
            models.CheckConstraint(
                condition=Q(prolonged_until__isnull=True, prolonged_why="")
                | (Q(prolonged_until__gt=F("answer_by")) & ~Q(prolonged_why="")),
                name="complaint_prolonging_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, finding="") | (Q(decided_at__isnull=False) & ~Q(finding="")),
                name="complaint_decision_is_whole",
            ),
            both_or_neither("decided_by", "decided_at", name="complaint_decision_has_an_author"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) ^ Q(status__in=Status.ended()), name="complaint_end_has_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.ORAL) | Q(agrees_to_oral=False, heard_by=""),
                name="complaint_card_is_of_an_oral_one",
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.ORAL) | ~Q(heard_by="") & ~Q(identity=""),
                name="complaint_oral_one_was_heard",
            ),
            models.CheckConstraint(condition=~Q(lead=F("id")), name="complaint_is_not_its_own_lead"),
        )

    def __str__(self):
        return f"№\u00a0{self.number}"

    def get_absolute_url(self):
        return reverse("complaints:complaint", args=[self.number])

    @property
    def number(self) -> str:
        """«12-2026», also its address."""
        return f"{self.serial}-{self.year}"

    @property
    def due_on(self) -> date:
        """By when it is to be answered."""
        return self.prolonged_until or self.answer_by

    @property
    def needs_letter(self) -> bool:
        """Whether it must be answered in writing (regulation, 3.5): all but an oral one whose author agreed."""
        return not (self.channel == Channel.ORAL and self.agrees_to_oral)

    @property
    def is_led(self) -> bool:
        """Whether it is decided with another case; one that has ended leads no more."""
        return self.lead_id is not None and not self.lead.is_over

    @property
    def is_awaiting(self) -> bool:
        return self.status in Status.awaiting()

    @property
    def is_over(self) -> bool:
        return self.status in Status.ended()

    @property
    def signed_as(self) -> str:
        """Who complains, in full."""
        return self.author.full_name if self.author_id else self.author_name
