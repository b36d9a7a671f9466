"""Rows that hold from one day to another."""

from datetime import date

from django.db import models
from django.db.models import Q

from accounts.access import ScopedQuerySet
from accounts.constraints import in_order


def standing_on(day, prefix: str = "") -> Q:
    """Return the condition that a dated row holds on the day; `day` may be an expression such as F("date")."""
    since, until = f"{prefix}since__lte", f"{prefix}until"
    return Q(**{since: day}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": day}))


class DatedQuerySet(ScopedQuerySet):
    def on(self, day: date):
        """Rows that hold on the day."""
        return self.filter(standing_on(day))

    def within(self, first: date, last: date):
        """Rows that hold on at least one day of the period."""
        return self.filter(since__lte=last).filter(Q(until__isnull=True) | Q(until__gte=first))


class Dated(models.Model):
    """Something that holds from its first day to its last, both included; without a last day, until further notice."""

    since = models.DateField("с")
    until = models.DateField("по", null=True, blank=True, help_text="последний день, включительно")

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (in_order("since", "until", name="%(class)s_ends_after_it_begins"),)

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class SettledHere(Dated):
    """What may be given and ended in the diary itself too; the school's workbook then leaves it to the diary."""

    given_here = models.BooleanField("дано в дневнике", default=False, help_text="школьная таблица не закончит")
    end_reason = models.CharField(
        "почему закончено", max_length=200, blank=True, help_text="записано в дневнике: школьная таблица не продлит"
    )

    class Meta(Dated.Meta):
        abstract = True
