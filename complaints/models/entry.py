"""The entry of the diary that a complaint is about: what was found then, and the proof that ends it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.constraints import both_or_neither
from complaints.models.complaint import Complaint


class Entry(models.Model):
    """What the diary held of an entry when the complaint was written, and since when it has held it.

    `key` names the duty as the journal does; `stood` is what was written there, empty for nothing. `proof` is the
    excerpt by which the complaint ended.
    """

    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="entry")
    key = models.CharField("ключ записи", max_length=60)
    named = models.CharField("запись", max_length=300)
    clause = models.CharField("пункт порядка", max_length=12)
    due_on = models.DateField("срок записи")
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ответственный учитель"
    )
    stood = models.TextField("что было в дневнике", blank=True)
    said = models.CharField("состояние", max_length=200, help_text="словами, на момент обращения")
    looked_at = models.DateTimeField("когда посмотрели")
    proof = models.TextField("выписка", blank=True)
    entered_at = models.DateTimeField("внесено", null=True, blank=True)
    proven_at = models.DateTimeField("выписка сделана", null=True, blank=True)

    class Meta:
        verbose_name = "запись, о которой обращение"
        verbose_name_plural = "записи, о которых обращения"
        constraints = (
            both_or_neither("entered_at", "proven_at", name="entry_proof_is_dated"),
            models.CheckConstraint(
                condition=Q(proven_at__isnull=True, proof="") | (Q(proven_at__isnull=False) & ~Q(proof="")),
                name="entry_proof_is_whole",
            ),
        )
