"""Interim and final marks: decided by a person, never computed into place."""

from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, DateField, F, Q, Value
from django.db.models.functions import Cast

from accounts.access import ScopedQuerySet
from accounts.constraints import between, one_of
from journal import access
from journal.enums import ExamKind, Verdict
from journal.models.marks import DIGITS
from journal.models.plan import Course, Subject
from journal.models.school import AcademicYear, Term


class ResultQuerySet(ScopedQuerySet):
    readers = access.MARK_READERS

    def of(self, student):
        return self.filter(student=student)

    def standing(self):
        """Results that have not been taken away."""
        return self.filter(Q(value__isnull=False) | ~Q(verdict=Verdict.DIGIT))


class Result(models.Model):
    """A decided mark or a word in its place; taken away, the row stays and is empty.

    `course` is the one whose history chain keeps its changes.
    """

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField("отметка", null=True, blank=True)
    verdict = models.CharField("вместо отметки", max_length=16, choices=Verdict, blank=True)
    proposed = models.PositiveSmallIntegerField("предложена по правилу", null=True, blank=True)
    proposed_verdict = models.CharField("предложено вместо отметки", max_length=16, choices=Verdict, blank=True)
    comment = models.CharField("пояснение", max_length=300, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField("внесена")
    recorded_on = models.DateField()
    version = models.PositiveIntegerField("версия", default=1)

    objects = ResultQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            between("value", *DIGITS, name="%(class)s_value_is_a_digit"),
            one_of("verdict", Verdict, name="%(class)s_verdict_is_known"),
            one_of("proposed_verdict", Verdict, name="%(class)s_proposal_is_known"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(verdict=Verdict.DIGIT), name="%(class)s_is_a_digit_or_a_word"
            ),
        )

    def __str__(self):
        return f"{self.student}: {self.subject} {self.digits}"

    @property
    def digits(self):
        """«4» or «н/а»; empty when taken away."""
        return _said(self.value, self.verdict)

    @property
    def proposed_digits(self):
        """What the school's rule proposed when it was decided, «4» or «н/а»; empty when it proposed nothing."""
        return _said(self.proposed, self.proposed_verdict)


def _said(value, verdict) -> str:
    if verdict:
        return Verdict(verdict).label
    return "" if value is None else str(value)


class TermMark(Result):
    """The interim mark of a student in a subject for a term."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="marks")

    class Meta(Result.Meta):
        verbose_name = "отметка за период"
        verbose_name_plural = "отметки за период"
        constraints = (
            *Result.Meta.constraints,
            models.UniqueConstraint(fields=("student", "subject", "term"), name="termmark_is_one"),
        )


class YearMark(Result):
    """The mark of a student in a subject for the whole year."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")

    class Meta(Result.Meta):
        verbose_name = "годовая отметка"
        verbose_name_plural = "годовые отметки"
        constraints = (
            *Result.Meta.constraints,
            models.UniqueConstraint(fields=("student", "subject", "year"), name="yearmark_is_one"),
        )


class ExamMark(Result):
    """The mark of an exam or of the yearly attestation in a subject; a retake is the next attempt."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    kind = models.CharField("вид", max_length=16, choices=ExamKind, default=ExamKind.EXAM)
    attempt = models.PositiveSmallIntegerField("попытка", default=1)
    form = models.CharField("форма", max_length=80, blank=True)
    held_on = models.DateField("день", null=True, blank=True)

    class Meta(Result.Meta):
        verbose_name = "экзаменационная отметка"
        verbose_name_plural = "экзаменационные отметки"
        constraints = (
            *Result.Meta.constraints,
            one_of("kind", ExamKind, name="exammark_kind_is_known"),
            models.UniqueConstraint(
                fields=("student", "subject", "year", "kind", "attempt"), name="exammark_is_one_a_try"
            ),
        )

    @property
    def tried(self) -> str:
        """«экзамен, попытка 1»."""
        return f"{self.get_kind_display()}, попытка {self.attempt}"


class FinalMark(Result):
    """The mark that goes into the certificate; its subject is a line of the certificate."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")

    class Meta(Result.Meta):
        verbose_name = "итоговая отметка"
        verbose_name_plural = "итоговые отметки"
        constraints = (
            *Result.Meta.constraints,
            models.UniqueConstraint(fields=("student", "subject", "year"), name="finalmark_is_one"),
        )


def results_of(student, year: AcademicYear):
    """Return all that was decided for the student in the year: dictionaries, in one query.

    `what` is term, year, final or an ExamKind; `which` the id of the term or the attempt of the exam, else 0. Of an
    exam `how` and `day` tell in which form it was held, and when.
    """
    return results_within(Q(student=student), year)


def results_within(whose: Q, year: AcademicYear):
    """Return as `results_of` what was decided in the year for those whom the condition means. One query."""
    union = (
        _rows(TermMark.objects.filter(term__year=year), whose, Value("term"), F("term")),
        _rows(YearMark.objects.filter(year=year), whose, Value("year")),
        _rows(ExamMark.objects.filter(year=year), whose, F("kind"), F("attempt"), how=F("form"), day=F("held_on")),
        _rows(FinalMark.objects.filter(year=year), whose, Value("final")),
    )
    return union[0].union(*union[1:], all=True)


def _rows(results, whose, what, which=0, **of_exam):
    named = {"name": F("subject__name"), "what": what, "which": Cast(which, BigIntegerField())}
    # Every part of the union has the same columns, of the same types.
    named |= {"how": Value(""), "day": Cast(None, DateField())} | of_exam
    return results.filter(whose).standing().values("student", "subject", "value", "verdict", **named)
