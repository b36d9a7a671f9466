"""Works, and the marks that students get for them."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.access import ScopedQuerySet
from accounts.constraints import between, both_or_neither, one_of, one_of_or_none, only_if
from journal import access
from journal.enums import Audience, Duty
from journal.models.kinds import WorkKind
from journal.models.lesson import Lesson
from journal.models.plan import Course

DIGITS = (1, 5)

# The day is kept once all the parts stand, and the day of emptying while they do not: no look at the work's parts.
WHOLE = Q(recorded_on__isnull=False, emptied_on__isnull=True)

# What the control tells apart from the many that are as they should be; as an index has it, word by word.
REMARKABLE = (
    Q(recorded_on__gt=F("due_on"))
    | Q(corrected_on__gt=F("due_on"))
    | Q(received_on__gt=F("date"))
    | Q(closed_by_dot=True)
    | Q(due_moved=True)
    | Q(set_later=True)
)


class WorkQuerySet(models.QuerySet):
    def standing(self):
        """Works that are not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def of_courses(self, courses):
        return self.filter(course__in=courses)

    def between(self, first: date, last: date):
        """Works of the days of the period, both included."""
        return self.filter(date__range=(first, last))

    def begun(self, now):
        """Works of lessons that have begun: of an earlier one nothing is owed yet."""
        return self.filter(lesson__starts_at__lte=now)

    def coming(self, now, *, until: date):
        """Written works for everybody at lessons that have not begun, to the day included."""
        written = self.standing().filter(is_written=True, audience=Audience.PRESENT, date__lte=until)
        return written.filter(lesson__starts_at__gt=now, lesson__cancelled_at__isnull=True)

    def with_kind(self):
        return self.select_related("kind")

    def with_course(self):
        return self.select_related("kind", "course")

    def with_lesson(self):
        return self.select_related("kind", "lesson__course__subject")

    def in_order(self):
        return self.order_by("date", "lesson__number", "number", "pk")


class Work(models.Model):
    """What marks are given for at a lesson; the one oral work of a lesson is made with its first mark.

    Without a lesson stand only marks brought from another school, with the document they come from.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="works", db_index=False)
    lesson = models.ForeignKey(Lesson, models.PROTECT, null=True, blank=True, related_name="works")
    date = models.DateField("день работы")
    number = models.PositiveSmallIntegerField("порядок на уроке", default=1)
    kind = models.ForeignKey(WorkKind, models.PROTECT, related_name="+", verbose_name="вид", db_index=False)
    title = models.CharField("название", max_length=200, blank=True)
    document = models.CharField("документ", max_length=200, blank=True)
    is_implicit = models.BooleanField(default=False)
    is_written = models.BooleanField("письменная")
    days = models.PositiveSmallIntegerField("дней на отметку")
    weight = models.PositiveSmallIntegerField("вес")
    parts = models.PositiveSmallIntegerField("отметок за работу", default=1)
    audience = models.CharField("для кого", max_length=16, choices=Audience)
    retake_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="retakes")
    due_on = models.DateField("отметка не позднее")
    due_moved = models.BooleanField("срок перенесён приостановкой", default=False)
    owed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="отметки ставит"
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField("заведена")
    set_on = models.DateField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancel_reason = models.CharField("почему отменена", max_length=200, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "работа"
        verbose_name_plural = "работы"
        indexes = (
            models.Index(fields=("course", "date"), name="work_of_course"),
            models.Index(fields=("due_on",), condition=Q(is_written=True), name="work_written"),
            models.Index(fields=("owed_by",), condition=access.HANDED_OVER["work"], name="work_handed_over"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("lesson",), condition=Q(is_implicit=True), name="work_oral_is_one_a_lesson"
            ),
            between("parts", 1, 2, name="work_has_one_or_two_parts"),
            one_of("audience", Audience, name="work_audience_is_known"),
            models.CheckConstraint(
                condition=Q(lesson__isnull=False) | ~Q(document=""), name="work_without_a_lesson_has_a_document"
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="work_weighs_something"),
            both_or_neither("cancelled_at", "cancelled_on", name="work_cancelling_is_whole"),
            only_if("cancel_reason", Q(cancelled_at__isnull=False), name="work_reason_is_of_a_cancelled_one"),
        )

    def __str__(self):
        return self.label

    @property
    def is_set_later(self):
        """Whether it is a written work that was set after its day."""
        return self.is_written and self.set_on > self.date

    @property
    def label(self):
        """What families read: the name the teacher gave, else the kind; of a retake, that it is one."""
        name = self.title or self.kind.name
        return f"{name}, пересдача" if self.retake_of_id else name

    @property
    def awaited_by(self) -> date:
        """The first day by which one of the marks that a work taken by `with_progress` lacks is to be given."""
        return self.unmarked_later_by if self.unmarked == self.unmarked_later > 0 else self.due_on

    @property
    def is_test(self):
        """Whether it is a written work for everybody, of which a class should have one a day."""
        return self.is_written and self.audience == Audience.PRESENT


class WorkAddressee(models.Model):
    """A student for whom a work that is not for all present is meant."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="addressees")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "для кого работа"
        verbose_name_plural = "для кого работа"
        constraints = (models.UniqueConstraint(fields=("work", "student"), name="work_is_addressed_once"),)

    def __str__(self):
        return f"{self.student}: {self.work}"


class MarkQuerySet(ScopedQuerySet):
    readers = access.MARK_READERS

    def of(self, student):
        return self.filter(student=student)

    def between(self, first: date, last: date):
        """Marks of lessons of the period, both days included."""
        return self.filter(date__range=(first, last))

    def standing(self):
        """Marks and dots that have not been taken away, for works that have not been cancelled, nor their lessons."""
        given = Q(value__isnull=False) | Q(not_handed_in=True)
        return self.filter(given, work__cancelled_at__isnull=True, work__lesson__cancelled_at__isnull=True)

    def whole(self):
        """Dots, and marks for all the parts of their work: what closes a duty, and has stood since its recorded day."""
        return self.filter(WHOLE)

    def closing(self):
        """Marks and dots that close a duty."""
        return self.whole().exclude(duty="")

    def counted(self):
        """Marks that go into an average."""
        return self.standing().filter(value__isnull=False)

    def with_work(self):
        return self.select_related("work__kind", "work__course__subject")

    def with_lesson(self):
        return self.select_related("work__lesson__teacher")

    def with_author(self):
        return self.select_related("given_by")

    def in_order(self):
        return self.order_by("date", "work__lesson__number", "work__number", "pk")


class Mark(models.Model):
    """What stands in the diary of one student for one work; taken away, the row stays and is empty."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="marks", db_index=False)
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    # The lesson's day, so that a student's week and term are one indexed range.
    date = models.DateField("день урока")
    value = models.PositiveSmallIntegerField("отметка", null=True, blank=True)
    second_value = models.PositiveSmallIntegerField("вторая отметка", null=True, blank=True)
    not_handed_in = models.BooleanField("не сдано", default=False)
    comment = models.CharField("пояснение", max_length=300, blank=True)
    done_on = models.DateField("работа выполнена", null=True, blank=True)
    received_on = models.DateField("отметка получена")
    received_reason = models.CharField("почему в другой день", max_length=200, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField("изменена")
    recorded_at = models.DateTimeField(null=True, blank=True, help_text="с какого момента стоит без перерыва")
    recorded_on = models.DateField(null=True, blank=True)
    emptied_on = models.DateField(null=True, blank=True)
    corrected_on = models.DateField("исправлена", null=True, blank=True)
    # What the control counts stands in the row itself: a join of a year's marks takes a second.
    duty = models.CharField("по какому правилу", max_length=16, choices=Duty, blank=True, help_text="пусто: без срока")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", db_index=False)
    owed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто отвечает", db_index=False
    )
    due_on = models.DateField("не позднее")
    due_moved = models.BooleanField("срок перенесён приостановкой", default=False)
    set_later = models.BooleanField("работа заведена после своего дня", default=False)
    closed_by_dot = models.BooleanField(default=False, help_text="срок закрыт точкой, хотя бы её и сменила отметка")
    version = models.PositiveIntegerField("версия", default=1)

    # Added by `with_correction`.
    digits_before: str | None = None
    replaced_at: datetime | None = None

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = "отметка"
        verbose_name_plural = "отметки"
        indexes = (
            models.Index(fields=("student", "date"), name="mark_of_student"),
            models.Index(fields=("course", "owed_by", "duty", "due_on"), condition=WHOLE, name="mark_of_course"),
            models.Index(fields=("due_on", "duty", "owed_by", "course"), condition=WHOLE, name="mark_on_day"),
            models.Index(fields=("due_on", "duty"), condition=REMARKABLE, name="mark_remarkable"),
            models.Index(fields=("due_on",), condition=Q(done_on__isnull=False), name="mark_done_later"),
        )
        constraints = (
            models.UniqueConstraint(fields=("work", "student"), name="mark_is_one_for_a_work"),
            between("value", *DIGITS, name="mark_value_is_a_digit"),
            between("second_value", *DIGITS, name="mark_second_value_is_a_digit"),
            one_of_or_none("duty", Duty, name="mark_duty_is_known"),
            both_or_neither("recorded_at", "recorded_on", name="mark_time_is_whole"),
            models.CheckConstraint(
                condition=Q(not_handed_in=False) | Q(value__isnull=True, second_value__isnull=True),
                name="mark_is_a_digit_or_a_dot",
            ),
            models.CheckConstraint(
                condition=Q(closed_by_dot=False) | Q(recorded_on__isnull=False), name="mark_closed_by_a_dot_has_its_day"
            ),
            models.CheckConstraint(condition=Q(received_on__gte=F("date")), name="mark_is_received_after_its_lesson"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("date")), name="mark_is_done_after_its_work"
            ),
        )

    def __str__(self):
        return f"{self.student}: {self.digits}"

    def get_absolute_url(self):
        return reverse("journal:family-entry", args=[self.student_id, self.pk])

    @property
    def is_whole(self) -> bool:
        """Whether it closes a duty: what `WHOLE` asks of a row."""
        return self.recorded_on is not None and self.emptied_on is None

    @property
    def content(self) -> tuple[int | None, int | None, bool]:
        """What stands for the work: the mark, the second mark, and whether it is a dot instead."""
        return (self.value, self.second_value, self.not_handed_in)

    @property
    def digits(self):
        """«4», «5/4», «·» for a work not handed in, empty for a mark taken away."""
        if self.not_handed_in:
            return "·"
        return "/".join(str(value) for value in (self.value, self.second_value) if value is not None)
