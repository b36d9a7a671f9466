"""Numbers of complaints and of answers, from 1 in each calendar year, without a gap."""

from django.db import models

from accounts.constraints import one_of
from complaints.enums import Series


class NumberQuerySet(models.QuerySet):
    def held(self, series: Series, year: int) -> "Number":
        """Return the row of a series; whoever asks for it meanwhile waits for the transaction to end. Two queries."""
        self.bulk_create([self.model(series=series, year=year, last=0)], ignore_conflicts=True)
        return self.select_for_update().get(series=series, year=year)


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

    def take(self) -> int:
        """Take the next number of a row that is held."""
        self.last += 1
        self.save(update_fields=["last"])
        return self.last
