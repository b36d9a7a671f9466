"""What is taught to whom by whom, and when in the week."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When

from accounts.access import ScopedQuerySet, scope
from accounts.constraints import between, in_order, not_blank, one_of
from accounts.models import Dated, DatedQuerySet, standing_on
from journal import access
from journal.enums import CourseKind, TermSystem, Weekday
from journal.models.absence import AbsenceNote
from journal.models.school import GRADES, AcademicYear, SchoolClass


class Subject(models.Model):
    """A subject as the timetable names it; several may go into one line of the certificate."""

    code = models.CharField("код", max_length=32, unique=True)
    name = models.CharField("название", max_length=120)
    short_name = models.CharField("кратко", max_length=40)
    certificate_subject = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="в аттестате как"
    )

    class Meta:
        verbose_name = "предмет"
        verbose_name_plural = "предметы"
        constraints = (not_blank("code", "name", "short_name", name="subject_has_a_name"),)

    def __str__(self):
        return self.name


class CourseQuerySet(ScopedQuerySet):
    readers = access.COURSE_READERS
    writers = access.COURSE_WRITERS

    def taught_by(self, teacher):
        """Courses the person teaches on the acting day."""
        return self.filter(access.teaches(teacher))

    def attended_by(self, student, *, on: date):
        """Courses whose member the student is on the day."""
        return self.filter(pk__in=Membership.objects.on(on).filter(student=student).values("course"))

    def attended_by_any(self, students, *, on: date):
        """Courses whose member one of the students is on the day."""
        return self.filter(pk__in=Membership.objects.on(on).filter(student__in=students).values("course"))

    def attended_within(self, student, first: date, last: date):
        """Courses whose member the student is on at least one day of the period."""
        return self.filter(pk__in=Membership.objects.within(first, last).filter(student=student).values("course"))

    def of_year_on(self, day: date):
        return self.filter(year__first_day__lte=day, year__last_day__gte=day)

    def beside(self, course: int):
        """Courses of the same year, subject and grade, itself among them."""
        itself = self.filter(pk=course)
        return self.filter(**{f"{same}__in": itself.values(same) for same in ("year", "subject", "grade")})

    def with_joining_of(self, student):
        """Add `joined_on`, the first day of the student's last membership in the course."""
        last = Membership.objects.of(student).filter(course=OuterRef("pk")).order_by("-since")
        return self.annotate(joined_on=Subquery(last.values("since")[:1]))

    def lessons_only(self):
        """Courses that have marks and duties: no activities."""
        return self.filter(kind=CourseKind.LESSON)

    def with_subject(self):
        return self.select_related("subject")

    def with_own(self, user):
        """Add `is_own`: whether the person may write to the course, not only read it."""
        return self.annotate(is_own=Case(When(scope(self.writers, user), then=Value(True)), default=Value(False)))

    def in_order(self):
        return self.order_by("subject__name", "grade", "group", "pk")

    def by_subject_as_joined(self):
        """By subject, and of two groups of one subject the later one last: after `with_joining_of`."""
        return self.order_by("subject__name", "joined_on", "pk")


class Course(models.Model):
    """A subject taught to a group of students for a year; who is in the group is said by memberships alone."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="courses")
    code = models.CharField("код", max_length=48)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="courses")
    group = models.CharField("группа", max_length=80, help_text="«7 «А»» или «7 «А», 1-я группа»")
    grade = models.PositiveSmallIntegerField("параллель")
    classes = models.ManyToManyField(SchoolClass, related_name="courses", verbose_name="классы")
    kind = models.CharField("вид", max_length=16, choices=CourseKind, default=CourseKind.LESSON)
    term_system = models.CharField("периоды", max_length=16, choices=TermSystem, default=TermSystem.QUARTER)
    marks_since = models.DateField("отметки с", null=True, blank=True, help_text="пусто: отметок нет")
    marks_until = models.DateField("отметки по", null=True, blank=True)
    homework_since = models.DateField("задания с", null=True, blank=True, help_text="пусто: заданий на дом нет")
    homework_until = models.DateField("задания по", null=True, blank=True)
    ended_on = models.DateField("закончен", null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "курс"
        verbose_name_plural = "курсы"
        constraints = (
            models.UniqueConstraint(fields=("year", "code"), name="course_is_one_in_its_year"),
            one_of("kind", CourseKind, name="course_kind_is_known"),
            one_of("term_system", TermSystem, name="course_term_system_is_known"),
            between("grade", *GRADES, name="course_grade_is_known"),
            in_order("marks_since", "marks_until", name="course_marks_end_after_they_begin"),
            in_order("homework_since", "homework_until", name="course_homework_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(kind=CourseKind.ACTIVITY) | Q(marks_since__isnull=True, homework_since__isnull=True),
                name="course_activity_has_no_marks",
            ),
        )

    def __str__(self):
        return f"{self.subject}, {self.group}"

    @property
    def is_activity(self):
        return self.kind == CourseKind.ACTIVITY

    def is_marked_on(self, day: date) -> bool:
        return _covered(day, self.marks_since, self.marks_until)

    def sets_homework_on(self, day: date) -> bool:
        return _covered(day, self.homework_since, self.homework_until)


def _covered(day, since, until):
    return since is not None and since <= day and (until is None or day <= until)


class CourseTeacher(Dated):
    """Who teaches a course, and for how long."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="teachers", db_index=False)
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class Meta(Dated.Meta):
        verbose_name = "учитель курса"
        verbose_name_plural = "учителя курсов"
        indexes = (models.Index(fields=("teacher", "course"), name="courseteacher_of_teacher"),)
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=("course", "teacher", "since"), name="courseteacher_begins_once_a_day"),
        )

    def __str__(self):
        return f"{self.course}: {self.teacher}"


class MembershipQuerySet(DatedQuerySet):
    readers = access.MEMBER_READERS

    def of(self, student):
        return self.filter(student=student)

    def on_roster(self, course, day: date):
        """Who is owed an entry at a lesson of the day, in the order of a class list."""
        return self.filter(course=course).on(day).in_order_of_class()

    def with_announced(self, day: date):
        """Add `is_announced`: whether the family has said that the student does not come on the day."""
        notes = AbsenceNote.objects.standing().on(day).filter(student=OuterRef("student"))
        return self.annotate(is_announced=Exists(notes))

    def in_order_of_class(self):
        return self.select_related("student").order_by("student__sort_key", "student", "pk")

    def not_ended(self, day: date):
        """Memberships of the day and those still to begin."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day))

    def covering(self, course, day):
        """Memberships that cover a lesson; both may be outer references or F expressions."""
        return self.filter(standing_on(day), course=course)


def stays_beyond(day) -> Q:
    """Return the condition that a membership ends after the day, if at all, as was known on it."""
    return Q(until__isnull=True) | Q(until__gt=day) | Q(until_recorded_on__gt=day)


class Membership(Dated):
    """A student in a course, from which day to which; subgroups, transfers and merged classes are all this."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="memberships", db_index=False)
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    recorded_on = models.DateField("внесено", help_text="до этого дня за ученика ничего не должны")
    until_recorded_on = models.DateField(
        "конец внесён", null=True, blank=True, help_text="отметки со сроком до этого дня остались за учителем"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "ученик курса"
        verbose_name_plural = "ученики курсов"
        indexes = (models.Index(fields=("student", "since"), name="membership_of_student"),)
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until_recorded_on__isnull=True) | Q(until__isnull=False),
                name="membership_recorded_end_is_there",
            ),
            models.UniqueConstraint(fields=("course", "student", "since"), name="membership_begins_once_a_day"),
        )

    def __str__(self):
        return f"{self.student}, {self.course}"


class TimetableSlot(Dated):
    """A lesson of every week: which course, on which day, at which bell, where."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField("день недели", choices=Weekday)
    number = models.PositiveSmallIntegerField("урок")
    shift = models.PositiveSmallIntegerField("смена", default=1)
    room = models.CharField("кабинет", max_length=20, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "строка расписания"
        verbose_name_plural = "расписание"
        constraints = (
            *Dated.Meta.constraints,
            one_of("weekday", Weekday, name="slot_weekday_is_known"),
            models.UniqueConstraint(fields=("course", "weekday", "number", "since"), name="slot_is_one_at_its_bell"),
        )

    def __str__(self):
        return f"{self.get_weekday_display()}, {self.number}: {self.course}"


class PlannedTopicQuerySet(models.QuerySet):
    def of(self, course):
        return self.filter(course=course)

    def with_held(self):
        """Add `held`: how many lessons that are not cancelled have taken the line."""
        return self.annotate(held=Count("lessons", filter=Q(lessons__cancelled_at__isnull=True)))

    def to_be_held(self):
        """Lines that have not had all their lessons; a cancelled one gives its topic back."""
        return self.with_held().filter(held__lt=F("hours"))

    def in_order(self):
        return self.order_by("position")


class PlannedTopic(models.Model):
    """A line of the plan of a course (КТП): what one or more lessons are to be about; held once they have taken it."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="planned_topics", db_index=False)
    position = models.PositiveSmallIntegerField("номер")
    topic = models.CharField("тема", max_length=300)
    hours = models.PositiveSmallIntegerField("часов", default=1, help_text="сколько уроков займёт тема")
    homework = models.CharField("домашнее задание", max_length=600, blank=True)
    work_kind = models.ForeignKey("journal.WorkKind", models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlannedTopicQuerySet.as_manager()

    class Meta:
        verbose_name = "тема плана"
        verbose_name_plural = "план тем"
        constraints = (
            models.UniqueConstraint(fields=("course", "position"), name="plannedtopic_has_its_place"),
            not_blank("topic", name="plannedtopic_is_not_blank"),
            models.CheckConstraint(condition=Q(hours__gte=1), name="plannedtopic_takes_a_lesson"),
        )

    def __str__(self):
        return f"{self.position}. {self.topic}"
