"""A lesson with its topic and homework."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.access import ScopedQuerySet, scope
from accounts.constraints import both_or_neither, one_of, only_if
from journal import access
from journal.enums import Duty, Mode, Presence
from journal.models.attendance import Attendance
from journal.models.entries import ABSENT, LACKING, OWING, STANDING, indexes, waived
from journal.models.plan import Course, Membership, PlannedTopic


class LessonQuerySet(ScopedQuerySet):
    readers = access.LESSON_READERS
    writers = access.LESSON_WRITERS

    def taught_by(self, teacher):
        """Lessons the person holds, as the regular teacher or as a substitute."""
        return self.filter(teacher=teacher)

    def attended_by(self, student):
        """Lessons on whose roster the student is."""
        membership = Membership.objects.of(student)
        covering = membership.covering(OuterRef("course"), OuterRef("date"))
        return self.filter(Exists(covering), course__in=membership.values("course"))

    def on(self, day: date):
        return self.filter(date=day)

    def between(self, first: date, last: date):
        return self.filter(date__range=(first, last))

    def of_courses(self, courses):
        return self.filter(course__in=courses)

    def after(self, day: date):
        return self.filter(date__gt=day)

    def covered_by_outer_membership(self):
        """Lessons that a membership covers: for subqueries in a query of memberships."""
        last = Coalesce(OuterRef("until"), Value(date.max))
        return self.filter(course=OuterRef("course"), date__gte=OuterRef("since"), date__lte=last)

    def held(self):
        """Lessons that are not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def begun(self, now):
        """Lessons that have begun: an earlier one owes nothing yet."""
        return self.filter(starts_at__lte=now)

    def owing(self, duty: Duty):
        """Lessons that owe the topic or the homework, whether it stands or not."""
        return self.filter(OWING[duty], STANDING[duty])

    def lacking(self, duty: Duty):
        """Lessons of which the topic or the homework is owed and absent, and has not been waived."""
        return self.filter(LACKING[duty], STANDING[duty], ~waived(duty))

    def overdue(self, duty: Duty, today: date):
        """Lessons whose topic or homework is absent although its last day has passed."""
        return self.lacking(duty).filter(**{f"{duty}_deadline_on__lt": today})

    def due_on(self, duty: Duty, day: date):
        """Lessons whose topic or homework is absent, and is to be entered on the day at the latest."""
        return self.lacking(duty).filter(**{f"{duty}_deadline_on": day})

    def owed_by(self, teacher, duty: Duty):
        """Lessons whose topic or homework the teacher owes: the holder's, or handed over."""
        return self.filter(**{f"{duty}_owed_by": teacher})

    def between_or_due_from(self, first: date, last: date):
        """Lessons of the period; others whose homework is due since its first day, or is to be entered since then."""
        awaited = Q(ABSENT[Duty.HOMEWORK], date__lt=first, homework_deadline_on__gte=first)
        return self.filter(Q(date__range=(first, last)) | Q(homework_due_on__gte=first) | awaited)

    def between_or_due_between(self, first: date, last: date):
        """Lessons of the period, and others whose homework is due on one of its days."""
        return self.filter(Q(date__range=(first, last)) | Q(homework_due_on__range=(first, last)))

    def of_days_or_due_on(self, days, *, or_pks=()):
        """Lessons of the days, lessons whose homework is due on one of them, and some more by their keys."""
        return self.filter(Q(date__in=days) | Q(homework_due_on__in=days) | Q(pk__in=or_pks))

    def with_course(self):
        return self.select_related("course__subject")

    def with_teacher(self):
        return self.select_related("teacher")

    def with_debtors(self):
        """Bring along who owes the topic and who the homework."""
        return self.select_related(*(f"{duty}_owed_by" for duty in OWING))

    def with_own(self, user):
        """Add `is_own`: whether the person may write to the lesson, not only read it."""
        return self.annotate(is_own=Case(When(scope(self.writers, user), then=Value(True)), default=Value(False)))

    def with_presence_of(self, student):
        """Add `presence`: what is noted beside the student, empty for nothing."""
        noted = Attendance.objects.of(student).filter(lesson=OuterRef("pk")).values("presence")[:1]
        return self.annotate(presence=Coalesce(Subquery(noted), Value(Presence.PRESENT)))

    def with_homework_for(self, student):
        """Add `is_for_student`: whether the homework is for everybody or for this student."""
        listed = HomeworkAddressee.objects.filter(lesson=OuterRef("pk"), student=student)
        return self.annotate(is_for_student=Q(homework_is_listed=False) | Exists(listed))

    def with_addressee_among(self, students):
        """Add `addressee`: a listed homework comes once for each of these students it is for, or once with None."""
        among = FilteredRelation("homework_addressees", condition=Q(homework_addressees__student__in=students))
        return self.annotate(addressed=among, addressee=F("addressed__student"))

    def with_lacks(self, now):
        """Add `lacks_topic` and `lacks_homework`: what a lesson that has begun owes and has not."""
        begun = Q(starts_at__lte=now)
        # Not the condition itself: where a course sets no homework at all it is neither true nor false.
        lacks = {
            f"lacks_{duty}": Case(When(begun & lack & STANDING[duty] & ~waived(duty), then=True), default=False)
            for duty, lack in LACKING.items()
        }
        return self.annotate(**lacks)

    def in_order(self):
        return self.order_by("date", "number", "pk")


class Lesson(models.Model):
    """One lesson of a course on one day; once written to, it is never moved or deleted: it is cancelled."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="lessons", db_index=False)
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    replaces = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="замещает",
        db_index=False,
    )
    date = models.DateField("день")
    number = models.PositiveSmallIntegerField("урок")
    starts_at = models.DateTimeField("начало")
    room = models.CharField("кабинет", max_length=20, blank=True)
    mode = models.CharField("где", max_length=16, choices=Mode, default=Mode.SCHOOL)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancel_reason = models.CharField("почему отменён", max_length=200, blank=True)

    planned_topic = models.ForeignKey(PlannedTopic, models.SET_NULL, null=True, blank=True, related_name="lessons")
    topic = models.CharField("тема", max_length=300, blank=True)
    # The day since which the entry has stood without a break, and the day it was last emptied (deadlines).
    topic_recorded_at = models.DateTimeField(null=True, blank=True)
    topic_recorded_on = models.DateField(null=True, blank=True)
    topic_emptied_on = models.DateField(null=True, blank=True)
    topic_corrected_on = models.DateField("тему исправили", null=True, blank=True)
    # Who owes the entry and until when: the holder of the lesson and the rule, until a pause or a hand-over.
    topic_owed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="тему вносит"
    )
    topic_deadline_on = models.DateField("тему внести не позднее")

    homework = models.TextField("домашнее задание", max_length=2000, blank=True)
    homework_not_set = models.BooleanField("не задано", default=False)
    homework_minutes = models.PositiveSmallIntegerField("минут", null=True, blank=True)
    homework_is_listed = models.BooleanField("не всем", default=False)
    homework_due_lesson = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    homework_due_on = models.DateField("к какому дню", null=True, blank=True)
    homework_recorded_at = models.DateTimeField(null=True, blank=True)
    homework_recorded_on = models.DateField(null=True, blank=True)
    homework_emptied_on = models.DateField(null=True, blank=True)
    homework_corrected_on = models.DateField("задание исправили", null=True, blank=True)
    homework_owed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="задание вносит"
    )
    homework_deadline_on = models.DateField("задание внести не позднее")

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = "урок"
        verbose_name_plural = "уроки"
        indexes = (
            models.Index(fields=("course", "date", "number"), name="lesson_of_course"),
            models.Index(fields=("teacher", "date"), name="lesson_of_teacher"),
            models.Index(fields=("date", "number"), name="lesson_of_day"),
            models.Index(fields=("course", "homework_due_on"), name="lesson_homework_due"),
            *indexes(Duty.TOPIC),
            *indexes(Duty.HOMEWORK),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("course", "date", "number"),
                condition=Q(cancelled_at__isnull=True),
                name="lesson_is_one_at_its_bell",
            ),
            one_of("mode", Mode, name="lesson_mode_is_known"),
            only_if("cancel_reason", Q(cancelled_at__isnull=False), name="lesson_reason_is_of_a_cancelled_one"),
            models.CheckConstraint(condition=Q(homework="") | Q(homework_not_set=False), name="lesson_homework_is_one"),
            both_or_neither("cancelled_at", "cancelled_on", name="lesson_cancelling_is_whole"),
            models.CheckConstraint(
                condition=Q(topic_deadline_on__gte=F("date"), homework_deadline_on__gte=F("date")),
                name="lesson_deadline_is_not_before_it",
            ),
            both_or_neither("topic_recorded_at", "topic_recorded_on", name="lesson_topic_time_is_whole"),
            both_or_neither("homework_recorded_at", "homework_recorded_on", name="lesson_homework_time_is_whole"),
            # The day outlives an emptied entry until the day ends: written again on that day it is a correction.
            models.CheckConstraint(
                condition=Q(topic="") | Q(topic_recorded_on__isnull=False), name="lesson_topic_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(homework="", homework_not_set=False) | Q(homework_recorded_on__isnull=False),
                name="lesson_homework_has_its_day",
            ),
        )

    def __str__(self):
        return f"{self.course}, {self.date:%d.%m.%Y}, {self.number}-й урок"

    def get_absolute_url(self):
        return reverse("journal:teacher-lesson", args=[self.pk])

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None

    @property
    def lacks(self) -> list[Duty]:
        """What a lesson taken by `with_lacks` owes and has not."""
        return [duty for duty in LACKING if getattr(self, f"lacks_{duty}")]

    def deadline_on(self, duty: Duty) -> date:
        """The last day of the topic or of the homework."""
        return getattr(self, f"{duty}_deadline_on")

    def debtor(self, duty: Duty) -> int:
        """Who owes the topic or the homework, by key."""
        return getattr(self, f"{duty}_owed_by_id")

    def is_owed_by(self, person: int, duty: Duty) -> bool:
        """Whether the topic or the homework is this person's duty."""
        return self.debtor(duty) == person

    @property
    def is_remote(self):
        return self.mode == Mode.REMOTE

    @property
    def has_homework_entry(self):
        """Something is said about homework: a text, or that there is none."""
        return bool(self.homework) or self.homework_not_set


class HomeworkAddressee(models.Model):
    """A student for whom a homework that is not for everybody is meant."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="homework_addressees")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "кому задано"
        verbose_name_plural = "кому задано"
        constraints = (models.UniqueConstraint(fields=("lesson", "student"), name="homework_is_addressed_once"),)

    def __str__(self):
        return f"{self.student}: {self.lesson}"
