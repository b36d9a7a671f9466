"""What happened to a complaint, step by step; the database refuses to change or remove a step."""

from django.conf import settings
from django.db import models

from accounts.constraints import one_of
from complaints.enums import StepKind
from complaints.models.complaint import WORD, Complaint


class StepQuerySet(models.QuerySet):
    def told(self):
        """Those that the author of the complaint sees."""
        return self.filter(kind__in=StepKind.told())

    def with_actor(self):
        return self.select_related("by")

    def as_it_went(self):
        return self.order_by("at", "pk")


class Step(models.Model):
    """One step of a complaint: what, who, when, in which words; without a person it is the diary itself."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    kind = models.CharField("что", max_length=16, choices=StepKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто")
    at = models.DateTimeField("когда")
    text = models.TextField("словами", max_length=WORD, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "шаг обращения"
        verbose_name_plural = "шаги обращения"
        constraints = (one_of("kind", StepKind, name="step_kind_is_known"),)

    @property
    def is_told(self) -> bool:
        return self.kind in StepKind.told()
