"""The one history: a chain of changes for each course, only ever added to."""

from datetime import date

from django.conf import settings
from django.db import models

from accounts.access import ScopedQuerySet
from accounts.constraints import one_of
from journal import access
from journal.enums import Matter, Way
from journal.models.lesson import Lesson
from journal.models.marks import Mark, Work
from journal.models.plan import Course, Subject
from journal.models.school import AcademicYear, Term


class ChangeQuerySet(ScopedQuerySet):
    readers = access.MARK_READERS

    def of(self, student):
        return self.filter(student=student)

    def of_mark(self, mark: Mark):
        return self.filter(matter=Matter.MARK, work=mark.work_id, student=mark.student_id)

    def about(self, *matters: Matter):
        return self.filter(matter__in=matters)

    def made_within(self, first: date, last: date):
        """Changes whose moment lies in the period, by the school's days."""
        return self.filter(at__date__range=(first, last))

    def with_actor(self):
        return self.select_related("by")

    def as_it_went(self):
        return self.order_by("at", "number")

    def newest_first(self):
        return self.order_by("-at", "-number")


class Change(models.Model):
    """One change of one thing: what stood, what stands, who, when, by which door. Never updated or deleted.

    `number` counts within the course from 1; `digest` binds the row to all before it by a key outside the database:
    all columns from the course to the device, in their order here.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    matter = models.CharField("что", max_length=16, choices=Matter)
    lesson = models.ForeignKey(Lesson, models.PROTECT, null=True, related_name="+", db_index=False)
    work = models.ForeignKey(Work, models.PROTECT, null=True, related_name="+", db_index=False)
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    # Of which result the change is; without indexes, since a history is asked for by its student.
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_index=False)
    term = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+", db_index=False)
    year = models.ForeignKey(AcademicYear, models.PROTECT, null=True, related_name="+", db_index=False)
    old = models.TextField("было", blank=True)
    new = models.TextField("стало", blank=True)
    reason = models.CharField("почему", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField("когда")
    typed_at = models.DateTimeField("набрано без связи", null=True, help_text="по часам устройства")
    way = models.CharField("как", max_length=16, choices=Way)
    device = models.CharField("устройство", max_length=40, blank=True)
    digest = models.CharField(max_length=64)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "запись истории"
        verbose_name_plural = "история"
        indexes = (
            models.Index(fields=("student", "at"), name="change_of_student"),
            models.Index(fields=("lesson",), name="change_of_lesson"),
            models.Index(fields=("work", "student"), name="change_of_mark"),
        )
        constraints = (
            models.UniqueConstraint(fields=("course", "number"), name="change_has_its_place_in_the_chain"),
            one_of("matter", Matter, name="change_matter_is_known"),
            one_of("way", Way, name="change_way_is_known"),
        )

    def __str__(self):
        return f"{self.get_matter_display()}: {self.old or '—'} → {self.new or '—'}"

    @property
    def digits_before(self) -> str:
        """What stood as a mark, without the days and the words beside it; empty for none."""
        return _digits(self.old)

    @property
    def corrects_digits(self) -> bool:
        return self.digits_before not in ("", _digits(self.new))


class ChainHead(models.Model):
    """The last link of a course's chain; locking this row lets one writer at a time add to it."""

    course = models.OneToOneField(Course, models.PROTECT, primary_key=True, related_name="chain_head")
    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "конец цепи"
        verbose_name_plural = "концы цепей"

    def __str__(self):
        return f"{self.course_id}: {self.number}"


def corrections_of(student, works) -> dict[int, Change]:
    """Return by work the last change that put other digits in the place of those that stood, if any. One query."""
    steps = Change.objects.of(student).about(Matter.MARK).filter(work__in=works).exclude(old="").order_by("number")
    return {step.work_id: step for step in steps if step.corrects_digits}


def _digits(said: str) -> str:
    # A mark taken away may keep the day of its work, in brackets.
    return "" if said.startswith("(") else said.partition(" ")[0]
