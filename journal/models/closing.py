"""What is closed to changes, and what has been opened again for a time; how a year ended for each student."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from accounts.constraints import both_or_neither, in_order, not_blank, one_of
from journal.enums import Outcome
from journal.models.plan import Course
from journal.models.school import SchoolClass, Term


class ReopeningQuerySet(models.QuerySet):
    def lasting(self, on: date):
        """Those by which a course may be written to on the day."""
        return self.filter(until__gte=on, ended_at__isnull=True)

    def of(self, course, term):
        """Those of a course and a term, of None the year; both may be outer references."""
        return self.filter(course=course, term__isnull=True) if term is None else self.filter(course=course, term=term)

    def newest_first(self):
        return self.select_related("course__subject", "term", "opened_by", "opened_to").order_by("-opened_at", "-pk")


class Reopening(models.Model):
    """One course opened again, for a reason and until a day: a closed term of it, or without a term its closed year."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="reopenings", db_index=False)
    term = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField("почему", max_length=300)
    # Of a past year nobody teaches the course any more.
    opened_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="кто исправит",
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField("когда открыт")
    opened_on = models.DateField()
    until = models.DateField("по какой день", help_text="включительно")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField("когда закрыт снова", null=True)

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        verbose_name = "открытие курса"
        verbose_name_plural = "открытия курсов"
        indexes = (
            models.Index(fields=("course", "term", "until"), name="reopening_of_course"),
            models.Index(fields=("opened_to", "until"), name="reopening_of_teacher"),
        )
        constraints = (
            not_blank("reason", name="reopening_has_a_reason"),
            in_order("opened_on", "until", name="reopening_ends_after_it_begins"),
            both_or_neither("ended_at", "ended_by", name="reopening_ending_is_whole"),
        )

    def __str__(self):
        return f"{self.course}, {self.term or self.course.year}"


def closed_to(*, on: date, course: str = "course", day: str = "date"):
    """Return the closed term in which each row of a query lies, its course not being open again on the day."""
    opened = Reopening.objects.lasting(on).filter(course=OuterRef(OuterRef(course)), term=OuterRef("pk"))
    return closed_around(course=course, day=day).filter(~Exists(opened))


def closed_around(*, course: str = "course", day: str = "date"):
    """Return the closed term in which each row of a query lies, open again or not.

    `course`, `day`: the ways from the row to its course and to the day that it is of. A day between the terms, or after
    them, goes with the term before it.
    """
    of = (OuterRef(f"{course}__term_system"), OuterRef(f"{course}__year"), OuterRef(day))
    return Term.objects.closed().going_with(*of)


class Promotion(models.Model):
    """How a year ended for a student of a class: by which order of the council's decision."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="promotions", db_index=False)
    outcome = models.CharField("решение", max_length=16, choices=Outcome)
    order = models.CharField("приказ", max_length=80)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField("внесено")

    class Meta:
        verbose_name = "итог года"
        verbose_name_plural = "итоги года"
        indexes = (models.Index(fields=("student",), name="promotion_of_student"),)
        constraints = (
            models.UniqueConstraint(fields=("school_class", "student"), name="promotion_is_one_a_year"),
            one_of("outcome", Outcome, name="promotion_outcome_is_known"),
            not_blank("order", name="promotion_has_its_order"),
        )

    def __str__(self):
        return f"{self.student}: {self.get_outcome_display()}"
