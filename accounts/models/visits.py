"""Who came to the diary, and who of the staff opened a child's pages."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, F, Max, Q

from accounts import access
from accounts.access import ScopedQuerySet
from accounts.constraints import one_of
from accounts.enums import Entrance, Role
from accounts.models.user import HeldRole, User
from accounts.rules.ways import LIMITS, Distribution


class VisitQuerySet(ScopedQuerySet):
    readers = access.VISIT_READERS

    def of(self, roles):
        """Visits of people who hold, or have held, one of the roles."""
        return self.filter(user__in=HeldRole.objects.filter(role__in=roles).values("user"))

    def by(self, entrance: Entrance):
        return self.filter(entrance=entrance)

    def since(self, moment: datetime):
        return self.filter(signed_in_at__gte=moment)

    def shown(self):
        """Visits that came to a page with information, with their `way` from the open form to it."""
        return self.filter(shown_at__isnull=False).annotate(way=F("shown_at") - F("began_at"))

    def longer_than(self, way: timedelta):
        return self.shown().filter(way__gt=way)

    def counted(self) -> tuple[int, Distribution, timedelta | None]:
        """Return how many visits there are, how long the ways of those shown were, and the longest. One query."""
        way = F("shown_at") - F("began_at")
        within = {f"within_{number}": Count("pk", filter=Q(way__lte=limit)) for number, limit in enumerate(LIMITS)}
        found = self.annotate(way=way).aggregate(
            number=Count("pk"), **within, shown=Count("shown_at"), longest=Max("way")
        )
        number, longest = found.pop("number"), found.pop("longest")
        return number, Distribution(tuple(found.values())), longest

    def usual_way(self, number: int) -> timedelta:
        """Return the way that half of the `number` visits shown do not exceed. One query."""
        return self.shown().order_by("way").values_list("way", flat=True)[(number - 1) // 2]

    def newest_first(self):
        return self.order_by("-signed_in_at", "-pk")


class Visit(models.Model):
    """One coming to the diary: from the open form, through the sign-in, to the first page with information.

    Regulation, 3.2: the whole way takes at most 30 minutes.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="visits", verbose_name="человек")
    began_at = models.DateTimeField("начало", help_text="открыта страница входа или сделана первая попытка")
    signed_in_at = models.DateTimeField("вход", db_index=True)
    shown_at = models.DateTimeField("показаны сведения", null=True, blank=True)
    entrance = models.CharField("как", max_length=16, choices=Entrance)
    device = models.CharField("устройство", max_length=40, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "посещение"
        verbose_name_plural = "посещения"
        constraints = (
            one_of("entrance", Entrance, name="visit_entrance_is_known"),
            models.CheckConstraint(
                condition=Q(began_at__lte=F("signed_in_at"))
                & (Q(shown_at__isnull=True) | Q(shown_at__gte=F("signed_in_at"))),
                name="visit_goes_forward",
            ),
        )


class LookQuerySet(models.QuerySet):
    def at_child(self, child):
        return self.filter(child=child.pk)

    def with_reader(self):
        return self.select_related("reader")

    def newest_first(self):
        return self.order_by("-day", "reader__sort_key", "pk")


class Look(models.Model):
    """That somebody of the staff opened the pages of a child on a day; the family may read who it was."""

    child = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="ребёнок")
    reader = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="кто смотрел")
    role = models.CharField("роль", max_length=16, choices=Role)
    day = models.DateField("день")

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = "просмотр"
        verbose_name_plural = "просмотры"
        constraints = (
            models.UniqueConstraint(fields=("child", "day", "reader"), name="look_is_noted_once_a_day"),
            one_of("role", Role, name="look_role_is_known"),
        )
