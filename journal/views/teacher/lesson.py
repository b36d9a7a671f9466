"""One lesson: its topic, homework, absences and marks, each saved by itself."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from journal.actions.standing import with_closed_term
from journal.models import Lesson
from journal.views.teacher.facts import Facts
from journal.views.teacher.page import LessonPage, form_of
from journal.views.teacher.saving import save

# What another person may have written while the page was open.
TEXTS = ("topic", "planned_topic", "homework", "homework_not_set")


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page, or save the one part of it that was posted: `part` names it.

    One address for all parts, so that a reload, or a sign-in in between, always leads back to the lesson.
    """
    facts, form = Facts(found(request, pk), user=request.user, today=request.today), None
    if request.method == "POST":
        form = posted_form(request, facts)
        if save(form, request):
            return redirect(f"{facts.lesson.get_absolute_url()}?saved={form.prefix}#{form.prefix}")
        if form.conflicts:
            facts = read_again(facts)
            form = form_of(facts, form.prefix, unsaved=form)
    previous, following = neighbours(facts.lesson, request.user)
    context = {"page": LessonPage(facts, shown=form), "lesson": facts.lesson}
    context |= {"previous": previous, "following": following, "saved": "" if form else request.GET.get("saved", "")}
    return render(request, "journal/teacher/lesson.html", context, status=409 if form and form.unsaved else 200)


def posted_form(request, facts):
    """Return the form that was posted. Raises BadRequest for a part that the lesson never had."""
    form = form_of(facts, request.POST.get("part", ""), posted=request.POST)
    if form is None:
        raise BadRequest
    return form


def read_again(facts) -> Facts:
    """Return the facts as others have left them meanwhile."""
    facts.lesson.refresh_from_db(fields=TEXTS)
    return Facts(facts.lesson, user=facts.user, today=facts.today)


def found(request, pk) -> Lesson:
    """Return a lesson that the person may write to; 404 when there is none."""
    lessons = Lesson.objects.editable_by(request.user).with_course().with_teacher().with_lacks(request.now)
    lessons = with_closed_term(lessons.select_related("replaces", "planned_topic"), on=request.today)
    return get_object_or_404(lessons, pk=pk)


@dataclass(frozen=True)
class Neighbour:
    """A link to another lesson of the day."""

    lesson: Lesson

    @property
    def url(self):
        return self.lesson.get_absolute_url()

    @property
    def label(self):
        return f"{self.lesson.number}-й урок, {self.lesson.course.group}"


def neighbours(lesson, user):
    """Return links to the person's lessons before and after this one on its day, None for none. One query."""
    others = Lesson.objects.taught_by(user).on(lesson.date).exclude(pk=lesson.pk).with_course().in_order()
    before = [other for other in others if (other.number, other.pk) < (lesson.number, lesson.pk)]
    after = [other for other in others if (other.number, other.pk) > (lesson.number, lesson.pk)]
    return (Neighbour(before[-1]) if before else None), (Neighbour(after[0]) if after else None)
