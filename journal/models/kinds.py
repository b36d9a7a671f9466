"""The kinds of work: what a new work copies."""

from django.db import models
from django.db.models import Q

from accounts.constraints import between, not_blank, one_of
from accounts.keep import kept
from journal.enums import Audience


class WorkKindQuerySet(models.QuerySet):
    def settable(self):
        """Kinds that a teacher sets by hand: not the oral answer, not marks brought from another school."""
        return self.filter(is_implicit=False, owes_marks=True)

    def in_order(self):
        return self.order_by("position", "pk")


class WorkKind(models.Model):
    """A kind of work with what a new work copies from it: whether written, days to mark it, weight, parts, for whom."""

    code = models.SlugField("код", max_length=32, unique=True)
    name = models.CharField("название", max_length=80)
    short_name = models.CharField("кратко", max_length=16)
    position = models.PositiveSmallIntegerField("порядок", default=100)
    is_written = models.BooleanField("письменная")
    days = models.PositiveSmallIntegerField("дней на отметку", default=0)
    weight = models.PositiveSmallIntegerField("вес", default=1)
    parts = models.PositiveSmallIntegerField("отметок за работу", default=1)
    audience = models.CharField("для кого", max_length=16, choices=Audience, default=Audience.PRESENT)
    is_implicit = models.BooleanField("заводится сама", default=False, help_text="ответ на уроке: один на урок")
    owes_marks = models.BooleanField("со сроком", default=True, help_text="нет: отметки из справки другой школы")

    objects = WorkKindQuerySet.as_manager()

    class Meta:
        verbose_name = "вид работы"
        verbose_name_plural = "виды работ"
        constraints = (
            not_blank("code", "name", "short_name", name="workkind_has_a_name"),
            between("parts", 1, 2, name="workkind_has_one_or_two_parts"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="workkind_weighs_something"),
            one_of("audience", Audience, name="workkind_audience_is_known"),
            models.UniqueConstraint(
                fields=("is_implicit",), condition=Q(is_implicit=True), name="workkind_implicit_is_one"
            ),
            models.UniqueConstraint(
                fields=("owes_marks",), condition=Q(owes_marks=False), name="workkind_brought_is_one"
            ),
        )

    def __str__(self):
        return self.name


@kept(seconds=30)
def oral_kind() -> WorkKind:
    """Return the kind of the one work that a lesson makes itself."""
    return WorkKind.objects.get(is_implicit=True)
