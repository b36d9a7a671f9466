"""What the grid has already been told: each operation with the answer it was given."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

KEPT_FOR = timedelta(days=30)


class OperationQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user)

    def outlived(self, now: datetime):
        """Operations that no browser will ask about any more."""
        return self.filter(at__lt=now - KEPT_FOR)


class Operation(models.Model):
    """One change of a cell as a browser sent it, kept for 30 days: sent again, it is answered as it was the first time.

    The answer holds keys of people, never their names.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    key = models.UUIDField()
    answer = models.JSONField()
    at = models.DateTimeField(db_index=True)

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = "операция журнала"
        verbose_name_plural = "операции журнала"
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="operation_is_one_of_its_author"),)
