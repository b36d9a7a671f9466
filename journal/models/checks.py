"""When the whole history was checked last, and what was found."""

from django.db import models

from journal.models.sealing import keyed, moment


class HistoryCheck(models.Model):
    """One check of all chains: how many links of how many journals, how many of them broken; sealed as a change is.

    `found`: what was broken, so that nobody need check again to learn it; `ends`: the last link of each chain, which it
    must keep for ever. `journal.control.kept` writes and reads both.
    """

    at = models.DateTimeField("когда")
    courses = models.PositiveIntegerField("журналов")
    links = models.PositiveIntegerField("записей")
    faults = models.PositiveIntegerField("нарушено журналов")
    found = models.JSONField("что нарушено", default=list, blank=True)
    ends = models.JSONField("концы цепей", default=list, blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name = "проверка истории"
        verbose_name_plural = "проверки истории"
        indexes = (models.Index(fields=("-at",), name="historycheck_newest_first"),)

    def __str__(self):
        return f"{self.at:%d.%m.%Y %H:%M}: нарушено {self.faults}"

    def end_of(self, course: int) -> list:
        """Return the last link that a chain had: course, number, digest."""
        return next(end for end in self.ends if end[0] == course)

    @property
    def is_genuine(self) -> bool:
        return self.seal == self.sealed

    @property
    def sealed(self) -> str:
        """The seal that the row has when nobody has touched it."""
        kept = [self.found, self.ends] if self.found or self.ends else []
        return keyed([moment(self.at), self.courses, self.links, self.faults, *kept])


def last_check() -> HistoryCheck | None:
    """Return the last check, `is_genuine` unless another hand wrote its row; None before the first. One query."""
    return HistoryCheck.objects.order_by("-at", "-pk").first()
