"""When lessons are: bells, days without lessons, days when lessons are remote."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.constraints import both_or_neither, in_order, one_of
from accounts.keep import kept
from accounts.russian import days_said
from journal.enums import DayOffKind
from journal.models.school import AcademicYear, SchoolClass


class BellSlot(models.Model):
    """When a lesson of a shift begins and ends; lesson 0 exists."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="bells")
    shift = models.PositiveSmallIntegerField("смена", default=1)
    number = models.PositiveSmallIntegerField("урок")
    begins = models.TimeField("начало")
    ends = models.TimeField("конец")

    class Meta:
        verbose_name = "звонок"
        verbose_name_plural = "звонки"
        constraints = (
            models.UniqueConstraint(fields=("year", "shift", "number"), name="bell_is_one_for_a_lesson"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="bell_ends_after_it_begins"),
        )

    def __str__(self):
        return f"{self.number}: {self.begins:%H:%M}–{self.ends:%H:%M}"


class SpanQuerySet(models.QuerySet):
    def on(self, day: date):
        return self.filter(first_day__lte=day, last_day__gte=day)

    def within(self, first: date, last: date):
        return self.filter(first_day__lte=last, last_day__gte=first)

    def in_order(self):
        return self.order_by("first_day", "last_day", "pk")

    def newest_first(self):
        return self.order_by("-first_day", "-last_day", "-pk")


class Span(models.Model):
    """Days that are special for the whole school, for some grades, or for one class."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    first_day = models.DateField("первый день")
    last_day = models.DateField("последний день")
    grade_from = models.PositiveSmallIntegerField("параллели с", null=True, blank=True)
    grade_to = models.PositiveSmallIntegerField("параллели по", null=True, blank=True)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SpanQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            in_order("first_day", "last_day", name="%(class)s_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(grade_from__isnull=True, grade_to__isnull=True)
                | Q(grade_from__isnull=False, grade_to__gte=F("grade_from"), school_class__isnull=True),
                name="%(class)s_is_for_grades_or_a_class",
            ),
        )

    @property
    def days(self) -> str:
        """«12 октября», «с 12 по 14 октября»."""
        return days_said(self.first_day, self.last_day)

    @property
    def whom(self) -> str:
        """«вся школа», «5–9 классы», «7 «А»»."""
        if self.school_class_id:
            return self.school_class.title
        if self.grade_from is None:
            return "вся школа"
        grades = dict.fromkeys((self.grade_from, self.grade_to))
        return f"{'–'.join(map(str, grades))}\u00a0классы"

    def concerns(self, school_class: SchoolClass) -> bool:
        """Whether it is for the whole school, for the class's grade, or for the class itself."""
        if self.school_class_id:
            return self.school_class_id == school_class.pk
        return self.grade_from is None or self.grade_from <= school_class.grade <= self.grade_to

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class DayOff(Span):
    """Days without lessons."""

    title = models.CharField("название", max_length=120)
    kind = models.CharField("вид", max_length=16, choices=DayOffKind)

    class Meta(Span.Meta):
        verbose_name = "выходные дни"
        verbose_name_plural = "выходные дни"
        constraints = (*Span.Meta.constraints, one_of("kind", DayOffKind, name="dayoff_kind_is_known"))

    def __str__(self):
        return self.title


class RemotePeriod(Span):
    """Days on which lessons are held remotely, by order."""

    order = models.CharField("приказ", max_length=80, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(
        "внесён", null=True, blank=True, help_text="пусто: из школьной таблицы; иначе она его не закончит"
    )

    class Meta(Span.Meta):
        verbose_name = "дистанционный период"
        verbose_name_plural = "дистанционные периоды"
        constraints = (
            *Span.Meta.constraints,
            both_or_neither("recorded_by", "recorded_at", name="remoteperiod_recording_is_whole"),
        )

    def __str__(self):
        return f"Дистанционно {self.first_day}–{self.last_day}"


@kept(seconds=30)
def bells_of(year: int) -> tuple[BellSlot, ...]:
    """Return the bells of a year, all shifts."""
    return tuple(BellSlot.objects.filter(year=year))


@kept(seconds=30)
def days_off_within(first: date, last: date) -> tuple[DayOff, ...]:
    return tuple(DayOff.objects.within(first, last).in_order())
