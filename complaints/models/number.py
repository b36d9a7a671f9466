"""Numbers of complaints and of answers, from 1 in each calendar year, without a gap."""

from django.db import models
from django.db.models import F

from accounts.constraints import one_of
from complaints.enums import Series


class NumberQuerySet(models.QuerySet):
    def next_of(self, series: Series, year: int) -> int:
        """Take the next number; whoever asks at the same moment waits for the end of the transaction. Three queries."""
        own = self.filter(series=series, year=year)
        self.bulk_create([self.model(series=series, year=year, last=0)], ignore_conflicts=True)
        own.update(last=F("last") + 1)
        return own.values_list("last", flat=True).get()


class Number(models.Model):
    """The last number that was given in a series of a calendar year."""

    series = models.CharField(max_length=16, choices=Series)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    objects = NumberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("series", "year"), name="number_is_counted_once"),
            one_of("series", Series, name="number_series_is_known"),
        )
