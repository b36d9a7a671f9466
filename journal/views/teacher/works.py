"""A work: set at a lesson and at those of parallel classes; its page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from journal.actions import Refused
from journal.actions.standing import with_closed_term
from journal.forms.teacher.works import NewWorkForm
from journal.models import Lesson, Work, roster_of, with_progress
from journal.views.teacher.lesson import found
from journal.views.teacher.page import refusal
from journal.views.teacher.places import beside, places_of
from journal.views.teacher.saving import posted_part, save
from journal.views.teacher.work_page import WorkPage


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a work; when there is more to be shown than the choice of kinds shows, it is shown before anything is set."""
    lesson = found(request, pk)
    others, posted = beside(lesson, request.user), request.POST or None
    form = NewWorkForm(lesson, list(roster_of(lesson)), by=request.user, beside=others, posted=posted)
    places = places_of(form) if form.is_valid() else []
    if places and is_agreed(form, places):
        try:
            part = f"marks-{form.save(by=request.user, at=request.now)[0].pk}"
            tell(request, places)
            return redirect(f"{lesson.get_absolute_url()}?saved={part}#{part}")
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"lesson": lesson, "form": form, "refusal": "" if form.is_bound else refusal(lesson, request.today)}
    context["places"] = [] if form.errors else places
    return render(request, "journal/teacher/work_new.html", context)


def is_agreed(form, places) -> bool:
    """Say whether the person has seen all that is to be seen before saving."""
    if "check" in form.data:
        return False
    return form.cleaned_data["shown"] == form.sign or (len(places) == 1 and not places[0].tests)


def tell(request, places) -> None:
    """Tell of the other classes, and of what else the students have on the days."""
    for place in places[1:]:
        messages.success(request, f"Работа заведена. {place.said}")
    for place in places:
        if place.tests:
            messages.warning(request, f"{place.lesson.course.group}: {place.warning}")


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, pk: int) -> HttpResponse:
    work = work_of(request.user, pk)
    page = WorkPage(work, user=request.user, now=request.now, posted=request.POST)
    if request.method == "POST":
        form = posted_part(request, page.forms)
        if save(form, request):
            return redirect(f"{reverse('journal:teacher-work', args=[pk])}?saved={form.prefix}#{form.prefix}")
        if form.conflicts:
            page = WorkPage(work, user=request.user, now=request.now, unsaved=form)
    context = {
        "page": page,
        "work": work,
        "lesson": work.lesson,
        "saved": "" if page.bound else request.GET.get("saved", ""),
    }
    return render(request, "journal/teacher/work.html", context, status=409 if page.unsaved else 200)


def work_of(user, pk) -> Work:
    """Return a work of a lesson that the person may write to, with its closed term; 404 when there is none."""
    works = Work.objects.with_lesson().select_related("set_by", "retake_of__kind").prefetch_related("addressees")
    own = with_closed_term(with_progress(works), on=user.on).filter(lesson__in=Lesson.objects.editable_by(user))
    work = get_object_or_404(own, pk=pk)
    work.lesson.closed_term = work.closed_term
    return work
