"""Classes as lists of diaries, for those who read them by their office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from journal.models import SchoolClass, Student, terms_near
from journal.views.family.readers import OF_CLASSES, demand_class, for_readers_of_classes


@for_readers_of_classes
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    demand_class(request.user, unless=OF_CLASSES)
    visible = SchoolClass.objects.visible_to(request.user).of_year_on(_day(request)).in_order()
    return render(request, "journal/homeroom/classes.html", {"classes": visible})


@for_readers_of_classes
@require_safe
def school_class(request: HttpRequest, pk: int) -> HttpResponse:
    demand_class(request.user, unless=OF_CLASSES)
    found = get_object_or_404(SchoolClass.objects.visible_to(request.user), pk=pk)
    students = Student.objects.visible_to(request.user).in_class(found, on=_day(request)).in_order()
    return render(request, "journal/homeroom/class.html", {"class": found, "students": students})


def _day(request):
    """Today, or in summer the last day of the year that has ended."""
    terms = terms_near(request.today)
    return min(request.today, terms[0].year.last_day) if terms else request.today
