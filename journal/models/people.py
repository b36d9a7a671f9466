"""A student as the journal sees one."""

from datetime import date

from accounts.access import ScopedQuerySet
from accounts.models import User
from journal import access
from journal.models.school import Enrolment, SchoolClass


class StudentQuerySet(ScopedQuerySet):
    readers = access.STUDENT_READERS

    def in_class(self, school_class: SchoolClass, *, on: date):
        """Students enrolled in the class on the day."""
        return self.filter(pk__in=Enrolment.objects.on(on).filter(school_class=school_class).values("student"))

    def in_order(self):
        return self.order_by("sort_key", "code")


class Student(User):
    """A person whose diary it is; no table of its own."""

    objects = StudentQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "ученик"
        verbose_name_plural = "ученики"
