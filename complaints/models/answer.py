"""The written answer: a draft until it is approved, unchangeable from then on."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.constraints import both_or_neither, not_blank, one_of_or_none
from complaints.enums import Delivery, Signature
from complaints.models.complaint import Complaint

LETTER = 12000


class AnswerQuerySet(models.QuerySet):
    def approved(self):
        return self.filter(approved_at__isnull=False)

    def of(self, complaints):
        """Answers to the complaints, each with what its letter names."""
        return self.filter(complaint__in=complaints).select_related("complaint__entry", "approved_by")


class Answer(models.Model):
    """The letter to the author of a complaint: its words, its number and day once approved, how and when it went.

    After the approval the database refuses to change the words, the number and the day.
    """

    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="answer")
    addressee = models.CharField("кому", max_length=200)
    address = models.CharField("адрес", max_length=300, blank=True)
    text = models.TextField("текст ответа", max_length=LETTER)
    executor = models.CharField("исполнитель", max_length=200, blank=True, help_text="фамилия, телефон")

    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField("номер", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто утвердил"
    )
    approved_at = models.DateTimeField("утверждён", null=True, blank=True)
    approved_on = models.DateField("день утверждения", null=True, blank=True)

    signature = models.CharField("как подписан", max_length=16, choices=Signature, blank=True)
    sent_by = models.CharField("как направлен", max_length=16, choices=Delivery, blank=True)
    sent_on = models.DateField("направлен", null=True, blank=True)
    sent_where = models.CharField("куда", max_length=300, blank=True, help_text="адрес, номер отправления, подпись")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "ответ"
        verbose_name_plural = "ответы"
        constraints = (
            models.UniqueConstraint(fields=("year", "serial"), name="answer_number_is_one"),
            not_blank("addressee", "text", name="answer_says_something_to_somebody"),
            both_or_neither("approved_by", "approved_at", name="answer_approval_has_an_author"),
            both_or_neither("approved_at", "approved_on", name="answer_approval_has_a_day"),
            both_or_neither("approved_at", "serial", name="answer_is_numbered_when_approved"),
            both_or_neither("year", "serial", name="answer_number_is_whole"),
            one_of_or_none("signature", Signature, name="answer_signature_is_known"),
            one_of_or_none("sent_by", Delivery, name="answer_delivery_is_known"),
            models.CheckConstraint(
                condition=Q(sent_by="", sent_on__isnull=True) | (~Q(sent_by="") & Q(sent_on__isnull=False)),
                name="answer_sending_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False) | Q(sent_on__isnull=True, signature=""),
                name="answer_is_sent_when_approved",
            ),
        )

    def __str__(self):
        return f"№\u00a0{self.number}" if self.is_approved else "черновик ответа"

    @property
    def number(self) -> str:
        """«7-2026»; it has one from its approval on."""
        return f"{self.serial}-{self.year}" if self.serial else ""

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None


class SignedCopy(models.Model):
    """The signed letter as a file: a scan, or a document with its electronic signature. Kept beside, for its size."""

    answer = models.OneToOneField(Answer, models.PROTECT, related_name="copy")
    name = models.CharField("имя файла", max_length=120)
    kind = models.CharField("вид файла", max_length=80)
    content = models.BinaryField()
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто приложил"
    )
    attached_at = models.DateTimeField("когда приложен")

    class Meta:
        verbose_name = "подписанный ответ"
        verbose_name_plural = "подписанные ответы"
        constraints = (not_blank("name", "kind", name="copy_is_named"),)

    def __str__(self):
        return self.name
