"""The one history: a chain of changes for each course, only ever added to."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, Left, StrIndex
from django.utils.timezone import make_aware

from accounts.access import ScopedQuerySet, scope
from accounts.constraints import one_of
from journal import access
from journal.enums import Duty, Matter, Way
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

    def of_entry(self, lesson: Lesson, duty: Duty):
        """Changes of a lesson's topic or homework, and of the lesson itself."""
        return self.filter(lesson=lesson, matter__in=(duty, Matter.LESSON))

    def of_owed_mark(self, work: Work, student):
        """Changes of a student's mark, of its work, of its lesson, and of whether the student was there."""
        of_lesson = Q(matter=Matter.LESSON) | Q(matter=Matter.PRESENCE, student=student)
        return self.filter(Q(work=work) & (Q(student=student) | Q(student=None)) | Q(lesson=work.lesson_id) & of_lesson)

    def in_journal(self, course: Course, *, reader):
        """Changes of a journal that the reader has reached, as far as they are the reader's to see."""
        # No subquery: the conditions are on the row itself, which cannot repeat.
        return self.filter(scope(access.CHANGE_READERS, reader), course=course)

    def about(self, *matters: Matter):
        return self.filter(matter__in=matters)

    def corrections(self):
        """Changes of what stood already, taken away or put otherwise."""
        return self.exclude(old="")

    def of_year(self, year: AcademicYear):
        """Changes of results of the year and of its terms."""
        return self.filter(Q(year=year) | Q(term__year=year))

    def made_by(self, person):
        return self.filter(by=person)

    def made_since(self, day: date):
        """Changes of the school's day and later ones."""
        return self.filter(at__gte=make_aware(datetime.combine(day, time.min)))

    def made_through(self, day: date):
        """Changes of the school's day and earlier ones."""
        return self.filter(at__lt=make_aware(datetime.combine(day + timedelta(days=1), time.min)))

    def made_within(self, first: date, last: date):
        """Changes whose moment lies in the period, by the school's days."""
        return self.made_since(first).made_through(last)

    def before(self, number: int):
        """Changes of one course that are older than its link of that number."""
        return self.filter(number__lt=number)

    def with_actor(self):
        return self.select_related("by")

    def with_place(self):
        """Bring along the student, the lesson, the work and the term that a change is about."""
        return self.select_related("student", "lesson", "work__kind", "term", "year")

    def as_it_went(self):
        return self.order_by("at", "number")

    def newest_first(self):
        return self.order_by("-at", "-number")

    def last_links_first(self):
        """Newest first within one course: what an index holds ready, and a page may be continued by."""
        return self.order_by("-number")


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


def with_correction(marks):
    """Add to marks `digits_before`, what stood until other digits took its place, and `replaced_at`; None for never."""
    of_mark = Change.objects.about(Matter.MARK).filter(work=OuterRef("work"), student=OuterRef("student"))
    # A mark taken away may keep the day of its work, in brackets.
    steps = of_mark.exclude(old="").exclude(old__startswith="(").annotate(before=_digits("old"), after=_digits("new"))
    last = steps.exclude(before=F("after")).order_by("-number")
    columns = {"digits_before": "before", "replaced_at": "at"}
    found = {name: When(version__gt=1, then=Subquery(last.values(column)[:1])) for name, column in columns.items()}
    return marks.annotate(**{name: Case(when) for name, when in found.items()})


def _digits(said: str):
    """Return the expression of the digits in the words for a mark, which stand before the first space."""
    return Left(said, StrIndex(Concat(said, Value(" ")), Value(" ")) - 1)
