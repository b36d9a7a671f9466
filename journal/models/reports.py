"""What the deputy director concludes for the director and the teachers' council."""

from django.conf import settings
from django.db import models

from accounts.constraints import in_order, not_blank, one_of
from journal.enums import PeriodKind
from journal.rules.periods import Period


class ControlReportQuerySet(models.QuerySet):
    def of(self, period: Period):
        return self.filter(kind=period.kind, first_day=period.first)

    def within(self, first, last):
        """Reports on periods of which at least one day lies between the days, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def with_author(self):
        return self.select_related("written_by")

    def newest_first(self):
        return self.order_by("-first_day", "kind")


class ControlReport(models.Model):
    """The conclusion of a report on a week or a month; the figures beside it are counted anew each time."""

    kind = models.CharField("за что", max_length=16, choices=PeriodKind)
    first_day = models.DateField("первый день")
    last_day = models.DateField("последний день")
    text = models.TextField("заключение", max_length=2000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField("написано")
    version = models.PositiveIntegerField("версия", default=1)

    objects = ControlReportQuerySet.as_manager()

    class Meta:
        verbose_name = "отчёт о контроле"
        verbose_name_plural = "отчёты о контроле"
        constraints = (
            models.UniqueConstraint(fields=("kind", "first_day"), name="controlreport_is_one_for_a_period"),
            in_order("first_day", "last_day", name="controlreport_ends_after_it_begins"),
            one_of("kind", PeriodKind, name="controlreport_kind_is_known"),
            not_blank("text", name="controlreport_says_something"),
        )

    def __str__(self):
        return str(Period(PeriodKind(self.kind), self.first_day, self.last_day))
