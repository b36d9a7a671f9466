from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils.timezone import make_aware

from accounts import access
from accounts.access import ScopedQuerySet
from accounts.constraints import one_of
from accounts.enums import AuditKind
from accounts.models.user import User


class AuditQuerySet(ScopedQuerySet):
    readers = access.AUDIT_READERS

    def about(self, person):
        """What was done with the person, on either side of a link."""
        return self.filter(models.Q(person=person.pk) | models.Q(other=person.pk))

    def of(self, kind: AuditKind):
        return self.filter(kind=kind)

    def made_by(self, person):
        return self.filter(by=person)

    def made_since(self, day: date):
        """Acts of the school's day and later ones."""
        return self.filter(at__gte=make_aware(datetime.combine(day, time.min)))

    def made_through(self, day: date):
        """Acts of the school's day and earlier ones."""
        return self.filter(at__lt=make_aware(datetime.combine(day + timedelta(days=1), time.min)))

    def with_people(self):
        return self.select_related("by", "person", "other")

    def newest_first(self):
        return self.order_by("-at", "-pk")


class AuditEntry(models.Model):
    """One act upon a person's account: who, when, what. Never updated or deleted; the database refuses it.

    `detail` holds days, orders and reasons, never a name: names stand with their people only.
    """

    at = models.DateTimeField("когда")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто")
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="о ком")
    other = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="и о ком")
    kind = models.CharField("что", max_length=16, choices=AuditKind)
    detail = models.CharField("подробности", max_length=400, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "запись учёта действий"
        verbose_name_plural = "учёт действий"
        indexes = (models.Index(fields=("-at", "-id"), name="audit_newest_first"),)
        constraints = (one_of("kind", AuditKind, name="audit_kind_is_known"),)
