"""Who has left a class before its year is over."""

from datetime import date

from django.db.models import Case, OuterRef, Subquery, When

from journal.enums import Outcome
from journal.models.closing import Promotion
from journal.models.people import StudentQuerySet
from journal.models.school import Enrolment, SchoolClass


def with_leaving(students: StudentQuerySet, school_class: SchoolClass, *, before: date) -> StudentQuerySet:
    """Add to students of a class when they left it, if before the day, by which order and whereto: see `left_said`."""
    own = Enrolment.objects.filter(student=OuterRef("pk"))
    place = own.filter(school_class=school_class).order_by("-since", "-pk")[:1]
    of_year = own.filter(school_class__year=school_class.year_id)
    other = of_year.filter(since__gt=OuterRef("left_on")).order_by("since", "pk")[:1]
    decided = Promotion.objects.filter(student=OuterRef("pk"), school_class=school_class)
    end = decided.filter(outcome__in=(Outcome.LEFT, Outcome.GRADUATED))
    return students.alias(until_here=Subquery(place.values("until"))).annotate(
        left_on=Case(When(until_here__lt=before, then="until_here")),
        left_by=Subquery(place.values("leaving_order")),
        next_grade=Subquery(other.values("school_class__grade")),
        next_letter=Subquery(other.values("school_class__letter")),
        end=Subquery(end.values("outcome")),
        end_order=Subquery(end.values("order")),
    )
