from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime


class Demonstration(models.Model):
    """Says that the school in this database is invented, and until which moment its year has been lived; one row."""

    seed = models.BigIntegerField("зерно")
    lived_until = models.DateTimeField("прожито до")

    class Meta:
        verbose_name = "показательная школа"
        verbose_name_plural = "показательная школа"
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="demonstration_is_one"),)

    def __str__(self):
        return f"Показательная школа, прожита до {localtime(self.lived_until):%d.%m.%Y %H:%M}"
