"""Classes, for those who lead them and those who read them by their office."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.views.downloads import files_at
from journal.models import AcademicYear, Homeroom, SchoolClass, Student, Term, terms_near, with_leaving
from journal.views.family.readers import OF_CLASSES, demand_class, for_readers_of_classes


@for_readers_of_classes
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    demand_class(request.user, unless=OF_CLASSES)
    day, visible = day_of(request), SchoolClass.objects.visible_to(request.user).in_order()
    context = {
        "classes": visible.of_year_on(day),
        "years": by_year(visible.past(day)),
        "has_archive": not request.user.roles.isdisjoint(OF_CLASSES),
        "files": files_at("journal:control-list", "classes"),
    }
    return render(request, "journal/homeroom/classes.html", context)


def by_year(classes: Iterable[SchoolClass]) -> list[tuple[AcademicYear, list[SchoolClass]]]:
    """Return the years of the classes, the last one first, with the classes of each in the order given."""
    found = defaultdict(list)
    for one in classes:
        found[one.year].append(one)
    return sorted(found.items(), key=lambda pair: pair[0].first_day, reverse=True)


def class_of(request: HttpRequest, pk: int) -> SchoolClass:
    """Return a class within the person's reach with `is_own`, else 404; 403 to a teacher who leads none. One query."""
    found = (
        SchoolClass.objects.visible_to(request.user).with_own(request.user).select_related("year").filter(pk=pk).first()
    )
    if found is None:
        demand_class(request.user, unless=OF_CLASSES)
        raise Http404
    return found


def is_past(request: HttpRequest, found: SchoolClass) -> bool:
    """Tell whether the class is of a year before the one that pages are about today."""
    return found.year.last_day < day_of(request)


def students_of(request: HttpRequest, found: SchoolClass) -> list[Student]:
    """Return the students of the class today, of another year on its nearest day, as a class list. Two queries."""
    return list(Student.objects.in_class(found, on=_nearest(request, found)).in_order())


def students_within(request: HttpRequest, found: SchoolClass, period: Term | AcademicYear) -> list[Student]:
    """Return who was in the class within the period so far, those who have left it since among them. Two queries.

    Of a period to come, who is in the class today. See `left_said` and `is_open`.
    """
    day = _nearest(request, found)
    last = min(day, period.last_day)
    within = Student.objects.in_class_within(found, min(period.first_day, last), last).with_reach(request.user)
    return list(with_leaving(within, found, before=day).in_order())


def homeroom_of(school_class: SchoolClass | None, day: date) -> User | None:
    """Return who leads the class; None without a class, or without a homeroom teacher. At most one query."""
    if school_class is None:
        return None
    row = Homeroom.objects.on(day).filter(school_class=school_class.pk).select_related("teacher").first()
    return row and row.teacher


def day_of(request: HttpRequest) -> date:
    """Return today, or in summer the last day of the year that has ended."""
    terms = terms_near(request.today)
    return min(request.today, terms[0].year.last_day) if terms else request.today


def _nearest(request, found) -> date:
    """Return the day of the class's year that is nearest to the one that pages are about today."""
    return min(max(day_of(request), found.year.first_day), found.year.last_day)
