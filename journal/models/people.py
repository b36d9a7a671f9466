"""A student as the journal sees one."""

from datetime import date

from django.db.models import Case, OuterRef, Q, Subquery, Value, When

from accounts.access import ScopedQuerySet, scope
from accounts.models import Guardianship, User
from accounts.russian import short_date
from journal import access
from journal.enums import Outcome
from journal.models.school import Enrolment, SchoolClass


class StudentQuerySet(ScopedQuerySet):
    readers = access.STUDENT_READERS

    def in_class(self, school_class: SchoolClass, *, on: date):
        """Students enrolled in the class on the day."""
        return self.filter(pk__in=Enrolment.objects.on(on).filter(school_class=school_class).values("student"))

    def in_class_within(self, school_class: SchoolClass, first: date, last: date):
        """Students enrolled in the class on at least one of the days."""
        return self.filter(
            pk__in=Enrolment.objects.within(first, last).filter(school_class=school_class).values("student")
        )

    def with_reach(self, user):
        """Add `is_open`: whether the person may read the diary of the student."""
        own = Student.objects.visible_to(user).values("pk")
        return self.annotate(is_open=Case(When(pk__in=own, then=Value(True)), default=Value(False)))

    def of_family(self, user):
        """Students whose own diary, or whose child's diary, the person reads."""
        return self.filter(scope(access.FAMILY, user))

    def spoken_for_by(self, user):
        """Students on whose behalf the person speaks to the school."""
        return self.filter(scope(access.SPOKEN_FOR, user))

    def reminded_for_by(self, user):
        """Students on whose behalf the person reminds teachers of what is overdue."""
        return self.filter(scope(access.REMINDING, user))

    def of_family_and(self, user, *, pk: int):
        """Students of the person's family and one more; `is_family` tells them apart."""
        family = scope(access.FAMILY, user)
        marked = self.annotate(is_family=Case(When(family, then=Value(True)), default=Value(False)))
        return marked.filter(family | Q(pk=pk))

    def with_class(self, *, on: date):
        """Add the class of the day, or the last one before it: see `school_class`."""
        last = Enrolment.objects.filter(student=OuterRef("pk"), since__lte=on).order_by("-since", "-pk")[:1]
        columns = {
            "class_pk": "school_class",
            "class_grade": "school_class__grade",
            "class_letter": "school_class__letter",
            "class_until": "until",
        }
        return self.annotate(**{name: Subquery(last.values(column)) for name, column in columns.items()})

    def in_order(self):
        return self.order_by("sort_key", "code")


class Student(User):
    """A person whose diary it is; no table of its own."""

    # Added by `with_class`.
    class_pk: int | None
    class_grade: int | None
    class_letter: str | None
    class_until: date | None
    # Added by `with_leaving`; without it nobody is said to have left.
    left_on: date | None = None
    left_by: str
    next_grade: int | None
    next_letter: str | None
    end: str | None
    end_order: str | None
    # Added by `with_reach`.
    is_open: bool

    objects = StudentQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "ученик"
        verbose_name_plural = "ученики"

    @property
    def school_class(self) -> SchoolClass | None:
        """The class without its year, of a student taken by `with_class`."""
        if self.class_pk is None:
            return None
        return SchoolClass(pk=self.class_pk, grade=self.class_grade, letter=self.class_letter)

    @property
    def left_said(self) -> str:
        """«выбыл 30.11, приказ № 7», «перешёл в 7 «Б» 30.11»; empty of who is still in the class."""
        if self.left_on is None:
            return ""
        order = self.left_by or self.end_order
        return f"{self._left_how} {short_date(self.left_on)}" + (f", приказ {order}" if order else "")

    @property
    def _left_how(self) -> str:
        if self.next_grade:
            return f"перешёл в {SchoolClass(grade=self.next_grade, letter=self.next_letter)}"
        return Outcome(self.end).label if self.end else "выбыл"

    def has_left_before(self, day: date) -> bool:
        """Whether the last class known has been left, and nothing is to come for the day."""
        return self.class_until is not None and self.class_until < day

    def class_said(self, day: date) -> str:
        """The class of the day, or that the student has left it."""
        return f"выбыл из {self.class_title}" if self.has_left_before(day) else self.class_title

    @property
    def class_title(self) -> str:
        return self.school_class.title if self.school_class else "не в классе"


def of_class(school_class: int, *, on: date) -> Q:
    """Return the condition on people that they learn in the class on the day, or answer for a child who does."""
    students = Enrolment.objects.on(on).filter(school_class=school_class).values("student")
    parents = Guardianship.objects.on(on).filter(child__in=students).values("guardian")
    return Q(pk__in=students) | Q(pk__in=parents)
