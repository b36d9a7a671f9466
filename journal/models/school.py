"""The school, its years and terms, its classes and who is in them."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse

from accounts.access import ScopedQuerySet, scope
from accounts.constraints import between, both_or_neither, in_order, one_of
from accounts.keep import kept
from accounts.models import Dated
from journal import access
from journal.enums import Retake, TermSystem

GRADES = (1, 11)


class School(models.Model):
    """The school as its letterhead names it, and the few rules that are its own; one row."""

    name = models.CharField("краткое название", max_length=120)
    full_name = models.CharField("полное название", max_length=300)
    address = models.CharField("адрес", max_length=200, blank=True)
    telephone = models.CharField("телефон", max_length=60, blank=True)
    email = models.EmailField("эл. почта", blank=True)
    hours = models.CharField("часы приёма", max_length=120, blank=True)
    gives_ones = models.BooleanField("ставит единицы", default=False)
    retakes = models.CharField("при пересдаче считается", max_length=16, choices=Retake, default=Retake.LAST)
    # From which average each mark of a term and of a year is proposed; below the last one it is 2.
    five_from = models.DecimalField("5 — от среднего", max_digits=3, decimal_places=2, default=Decimal("4.50"))
    four_from = models.DecimalField("4 — от среднего", max_digits=3, decimal_places=2, default=Decimal("3.50"))
    three_from = models.DecimalField("3 — от среднего", max_digits=3, decimal_places=2, default=Decimal("2.50"))

    class Meta:
        verbose_name = "школа"
        verbose_name_plural = "школа"
        constraints = (
            models.CheckConstraint(condition=Q(pk=1), name="school_is_one"),
            one_of("retakes", Retake, name="school_retakes_are_known"),
            models.CheckConstraint(
                condition=Q(three_from__gte=1, four_from__gt=F("three_from"), five_from__gt=F("four_from"))
                & Q(five_from__lte=5),
                name="school_thresholds_ascend",
            ),
        )

    def __str__(self):
        return self.name


class AcademicYear(models.Model):
    """One year of teaching, from its first day to its last."""

    name = models.CharField("учебный год", max_length=9, unique=True, help_text="например, 2026/27")
    first_day = models.DateField("первый день")
    last_day = models.DateField("последний день")
    closed_at = models.DateTimeField("закрыт", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "учебный год"
        verbose_name_plural = "учебные годы"
        constraints = (
            in_order("first_day", "last_day", name="year_ends_after_it_begins"),
            both_or_neither("closed_at", "closed_by", name="year_closing_is_whole"),
        )

    def __str__(self):
        return self.name


class TermQuerySet(models.QuerySet):
    def by(self, system: TermSystem):
        """Terms of one way to divide the year."""
        return self.filter(system=system)

    def on(self, day: date):
        return self.filter(first_day__lte=day, last_day__gte=day)

    def closed(self):
        return self.filter(closed_at__isnull=False)

    def going_with(self, system, year, day):
        """Return the term with which a day goes: in it, or after it before the next. All may be outer references."""
        later = Term.objects.filter(
            system=OuterRef("system"), year=OuterRef("year"), first_day__gt=OuterRef("first_day")
        )
        follows = Subquery(later.order_by("first_day").values("first_day")[:1])
        begun = self.filter(system=system, year=year, first_day__lte=day).annotate(follows_on=follows)
        return begun.filter(Q(follows_on=None) | Q(follows_on__gt=day))

    def in_order(self):
        return self.order_by("first_day", "system")


class Term(models.Model):
    """A quarter, a half or a trimester: what interim marks are given for."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="terms")
    system = models.CharField("вид", max_length=16, choices=TermSystem)
    number = models.PositiveSmallIntegerField("номер")
    first_day = models.DateField("первый день")
    last_day = models.DateField("последний день")
    closed_at = models.DateTimeField("закрыт", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "учебный период"
        verbose_name_plural = "учебные периоды"
        constraints = (
            models.UniqueConstraint(fields=("year", "system", "number"), name="term_is_numbered_once"),
            in_order("first_day", "last_day", name="term_ends_after_it_begins"),
            between("number", 1, 4, name="term_number_is_small"),
            one_of("system", TermSystem, name="term_system_is_known"),
        )

    def __str__(self):
        return f"{self.roman} {self.get_system_display()}"

    @property
    def roman(self):
        return ("I", "II", "III", "IV")[self.number - 1]

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class SchoolClassQuerySet(ScopedQuerySet):
    readers = access.CLASS_READERS
    writers = access.CLASS_WRITERS

    def with_own(self, user):
        """Add `is_own`: whether the person is the homeroom teacher, and not only a reader."""
        return self.annotate(is_own=Case(When(scope(self.writers, user), then=Value(True)), default=Value(False)))

    def of_year_on(self, day: date):
        """Classes of the academic year that the day lies in."""
        return self.filter(year__first_day__lte=day, year__last_day__gte=day)

    def lasting(self, day: date):
        """Classes of academic years that have not ended by the day, with their years."""
        return self.filter(year__last_day__gte=day).select_related("year")

    def past(self, day: date):
        """Classes of academic years that have ended before the day, with their years."""
        return self.filter(year__last_day__lt=day).select_related("year")

    def in_order(self):
        return self.order_by("grade", "letter")


class SchoolClass(models.Model):
    """A class of one academic year: «7 «А»»."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="classes")
    grade = models.PositiveSmallIntegerField("параллель")
    letter = models.CharField("литера", max_length=4)
    shift = models.PositiveSmallIntegerField("смена", default=1)

    objects = SchoolClassQuerySet.as_manager()

    class Meta:
        verbose_name = "класс"
        verbose_name_plural = "классы"
        constraints = (
            models.UniqueConstraint(fields=("year", "grade", "letter"), name="class_is_one_in_its_year"),
            between("grade", *GRADES, name="class_grade_is_known"),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("journal:class", args=[self.pk])

    @property
    def title(self):
        return f"{self.grade}\u00a0«{self.letter}»"

    @property
    def code(self):
        """The class as the school's workbook writes it: «7 А»."""
        return f"{self.grade} {self.letter}"


class Homeroom(Dated):
    """Who is the homeroom teacher of a class, and for how long."""

    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="homerooms")
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        verbose_name = "классное руководство"
        verbose_name_plural = "классное руководство"
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=("school_class", "since"), name="homeroom_changes_once_a_day"),
        )

    def __str__(self):
        return f"{self.school_class}: {self.teacher}"


class Enrolment(Dated):
    """A student's place in a class: for the homeroom teacher and the lists; courses have memberships of their own."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="enrolments")
    order = models.CharField("приказ о зачислении", max_length=80, blank=True)
    leaving_order = models.CharField("приказ о выбытии", max_length=80, blank=True)
    recorded_on = models.DateField("внесено")

    class Meta(Dated.Meta):
        verbose_name = "зачисление"
        verbose_name_plural = "зачисления"
        indexes = (models.Index(fields=("student", "since"), name="enrolment_of_student"),)
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=("student", "school_class", "since"), name="enrolment_begins_once_a_day"),
        )

    def __str__(self):
        return f"{self.student}, {self.school_class}"


@kept(seconds=30)
def the_school() -> School | None:
    """Return the school of this diary, or None before it has been brought in."""
    return School.objects.first()


@kept(seconds=30)
def every_term() -> tuple[Term, ...]:
    """Return the terms of all academic years, in order of their first day."""
    return tuple(Term.objects.select_related("year").in_order())


@kept(seconds=30)
def led_classes(day: date) -> dict[int, list[int]]:
    """Return the classes that each homeroom teacher leads on the day, by their keys."""
    found = defaultdict(list)
    for teacher, led in Homeroom.objects.on(day).values_list("teacher", "school_class").order_by("school_class"):
        found[teacher].append(led)
    return found


def terms_near(day: date) -> tuple[Term, ...]:
    """Return the terms of the day's academic year; between years of the one that has ended, else of the first one."""
    begun = [term.year_id for term in every_term() if term.year.first_day <= day]
    year = begun[-1] if begun else next((term.year_id for term in every_term()), None)
    return tuple(term for term in every_term() if term.year_id == year)
