"""The school's rules for interim and final marks that are more than one number: data, changed by the deputy."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from django.db import models
from django.db.models import Q

from accounts.constraints import between, one_of
from accounts.keep import kept
from journal.enums import FinalSource, TermSystem
from journal.models.school import GRADES

# The grades that end with a certificate.
CERTIFICATES = (9, 11)


class MinimumMarks(models.Model):
    """How many marks of a term a student needs at so many lessons a week; at more lessons the most that is named."""

    hours = models.PositiveSmallIntegerField("уроков в неделю")
    system = models.CharField("период", max_length=16, choices=TermSystem)
    marks = models.PositiveSmallIntegerField("отметок не меньше")

    class Meta:
        verbose_name = "наименьшее число отметок"
        verbose_name_plural = "наименьшее число отметок"
        constraints = (
            models.UniqueConstraint(fields=("hours", "system"), name="minimummarks_are_one_for_a_load"),
            one_of("system", TermSystem, name="minimummarks_system_is_known"),
            between("hours", 1, 9, name="minimummarks_hours_are_of_a_week"),
            between("marks", 1, 30, name="minimummarks_can_be_given"),
        )

    def __str__(self):
        return f"{self.get_system_display()}, {self.hours}: {self.marks}"


class FinalPart(models.Model):
    """One of the marks whose mean is proposed for a certificate: of which grade, and what of it.

    Source: order 546 of the ministry of education, 05.10.2020: the exam of grade 11 never counts.
    """

    certificate = models.PositiveSmallIntegerField("аттестат за класс")
    source = models.CharField("что входит", max_length=16, choices=FinalSource)
    grade = models.PositiveSmallIntegerField("за класс")

    class Meta:
        verbose_name = "часть итоговой отметки"
        verbose_name_plural = "части итоговой отметки"
        constraints = (
            models.UniqueConstraint(fields=("certificate", "source", "grade"), name="finalpart_counts_once"),
            one_of("source", FinalSource, name="finalpart_source_is_known"),
            between("grade", *GRADES, name="finalpart_grade_is_known"),
            models.CheckConstraint(
                condition=Q(certificate__in=CERTIFICATES, grade__lte=models.F("certificate")),
                name="finalpart_is_of_a_certificate",
            ),
            models.CheckConstraint(
                condition=~Q(certificate=11, source=FinalSource.EXAM), name="finalpart_is_no_exam_of_grade_11"
            ),
        )

    def __str__(self):
        return f"{self.certificate}: {self.get_source_display()}, {self.grade} класс"


class Part(NamedTuple):
    """What of which grade goes into a certificate."""

    source: FinalSource
    grade: int


@kept(seconds=30)
def minimum_marks() -> Mapping[int, Mapping[TermSystem, int]]:
    """Return how many marks are wanted, by lessons a week and by the way the year is divided."""
    wanted = defaultdict(dict)
    for row in MinimumMarks.objects.order_by("hours", "system"):
        wanted[row.hours][TermSystem(row.system)] = row.marks
    return wanted


@kept(seconds=30)
def final_parts(certificate: int) -> tuple[Part, ...]:
    """Return what goes into the certificate of a grade; nothing where no certificate is given."""
    rows = FinalPart.objects.filter(certificate=certificate).order_by("grade", "source")
    return tuple(Part(FinalSource(row.source), row.grade) for row in rows)
