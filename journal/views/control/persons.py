"""One teacher, one class: how the duties stand, beside the load, the hour of entry, the plan and the rest."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from journal.control import Place, teachers, whole_class
from journal.forms.control.filters import PeriodFilters
from journal.models import SchoolClass
from journal.views.control.person_page import PersonPage
from journal.views.control.sides import Side
from journal.views.control.tabs import sections

# Of a teacher who has begun later too little is known.
ENOUGH = timedelta(weeks=2)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def teacher(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one teacher. Ten queries."""
    found = get_object_or_404(teachers().visible_to(request.user), pk=pk)
    page = PersonPage(days_asked(request), {"teacher": pk}, teacher=pk)
    context = {
        "teacher": found,
        "sections": sections(request),
        "remind": f"{reverse('journal:control-reminder-new')}?teacher={pk}",
        "is_new": found.first_lesson_on is None or found.first_lesson_on > request.today - ENOUGH,
        "tables": [page.table_of_places("Предметы и классы", "Предмет, класс", lambda place: place.name)],
    }
    return render(request, "journal/control/teacher.html", page.context(people={}) | context)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def school_class(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one class, with the courses that it attends together with others. Eleven queries."""
    found = get_object_or_404(SchoolClass.objects.visible_to(request.user), pk=pk)
    form = days_asked(request)
    key = whole_class(form.places, pk)
    courses = [course for course, place in form.places.items() if place.is_of(key)]
    page = PersonPage(form, {"classes": key}, courses=courses, classes=[pk])
    people = {user.pk: user for user in User.objects.filter(pk__in=page.figures.by_teacher).in_order()}
    context = {
        "class": found,
        "sections": sections(request),
        "tables": [page.table_of_places("Предметы", "Предмет", own_subject), table_of_teachers(page, people)],
    }
    return render(request, "journal/control/class.html", page.context(people=people) | context)


def own_subject(place: Place) -> str:
    """Return a course as its class calls it: the subject alone, or with whom it is attended together."""
    return place.name if place.is_common else place.subject_name


def days_asked(request: HttpRequest) -> PeriodFilters:
    return PeriodFilters(request.GET, address=request.path, today=request.today, now=request.now)


def table_of_teachers(page: PersonPage, people: dict[int, User]) -> dict:
    """Return the table by those who owe something to a class, each with the way to the own page."""
    names = {pk: user.short_name for pk, user in people.items()}
    side = Side("Учителя", "Учитель", names, lambda rule, teacher, course: teacher)

    def page_of(key):
        return page.form.days_of(reverse("journal:control-teacher", args=[key]))

    return page.table(side, asked=lambda key: {"teacher": key}, page=page_of) | {"files": page.files("teacher")}
