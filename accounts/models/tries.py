from django.db import models


class Tries(models.Model):
    """Failed tries to sign in that count against one limit: of a login, an address, or both together.

    `key` is a keyed hash, so that nothing typed is kept; the row is forgotten when `until` has passed.
    """

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField("попыток")
    until = models.DateTimeField("помнить до", db_index=True)

    class Meta:
        verbose_name = "попытки входа"
        verbose_name_plural = "попытки входа"
