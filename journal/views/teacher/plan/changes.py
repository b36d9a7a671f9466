"""Changing a plan of topics: a line corrected, a line put in, the whole brought in as a table."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from journal.forms.teacher.plan import InsertForm, corrections, kept_of_a_line
from journal.forms.teacher.plan_table import TableForm
from journal.models import Course, plan_of
from journal.views.teacher.saving import posted_part, save


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Show what may be done with a line, or do what was posted: `part` names it."""
    course = taught(request, pk)
    lines = plan_of(course)
    chosen = next((one for one in lines if one.pk == line), None)
    if chosen is None:
        return gone(request, course, lines)
    parts = corrections(course, lines, chosen, request.POST)
    if request.method == "POST" and save(posted_part(request, parts), request):
        return redirect(saved(course))
    bound = next((form for form in parts.values() if form.is_bound), None)
    context = {"course": course, "line": chosen, "parts": parts, "bound": bound}
    return render(request, "journal/teacher/plan_line.html", context, status=status_of(bound))


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a line in, before the one that `?before=` proposes."""
    course = taught(request, pk)
    initial = {"before": request.GET.get("before", "")}
    form = InsertForm(course, plan_of(course), posted=request.POST, initial=initial)
    if request.method == "POST" and save(posted_part(request, {form.part: form}), request):
        return redirect(saved(course))
    context = {"course": course, "form": form}
    return render(request, "journal/teacher/plan_new.html", context, status=status_of(form))


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a table and show what it changes; on the second press, apply what was shown."""
    course = taught(request, pk)
    form = TableForm(course, plan_of(course), request.POST or None, request.FILES or None)
    if form.is_valid() and form.is_to_apply and save(form, request):
        return redirect(saved(course))
    context = {"course": course, "form": form}
    return render(request, "journal/teacher/plan_import.html", context, status=status_of(form))


def gone(request, course, lines):
    """Answer about a line that is no longer there: what was typed about it may become a new one."""
    if request.method != "POST":
        raise Http404
    form = InsertForm(course, lines, initial=kept_of_a_line(request.POST))
    context = {"course": course, "form": form, "is_gone": True}
    return render(request, "journal/teacher/plan_new.html", context, status=409)


def taught(request, pk) -> Course:
    """Return a course that the person may write to; 404 when there is none."""
    return get_object_or_404(Course.objects.editable_by(request.user).with_subject(), pk=pk)


def saved(course) -> str:
    return f"{reverse('journal:teacher-plan', args=[course.pk])}?saved"


def status_of(form) -> int:
    return 409 if form and form.conflicts else 200
