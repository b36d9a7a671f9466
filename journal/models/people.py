"""A student as the journal sees one."""

from datetime import date

from django.db.models import Case, OuterRef, Q, Subquery, Value, When

from accounts.access import ScopedQuerySet, scope
from accounts.models import Guardianship, User
from journal import access
from journal.models.school import Enrolment, SchoolClass


class StudentQuerySet(ScopedQuerySet):
    readers = access.STUDENT_READERS

    def in_class(self, school_class: SchoolClass, *, on: date):
        """Students enrolled in the class on the day."""
        return self.filter(pk__in=Enrolment.objects.on(on).filter(school_class=school_class).values("student"))

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
