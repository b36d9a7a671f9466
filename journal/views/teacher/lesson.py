"""One lesson: its topic, homework, absences and marks, each saved by itself."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from journal.models import Lesson
from journal.views.teacher.page import LessonPage
from journal.views.teacher.saving import posted_part, save

# What another person may have written while the page was open.
TEXTS = ("topic", "planned_topic", "homework", "homework_not_set")


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page, or save the one part of it that was posted: `part` names it.

    One address for all parts, so that a reload, or a sign-in in between, always leads back to the lesson.
    """
    lesson = found(request, pk)
    page = LessonPage(lesson, today=request.today, posted=request.POST)
    if request.method == "POST":
        form = posted_part(request, page.forms)
        if save(form, request):
            return redirect(f"{lesson.get_absolute_url()}?saved={form.prefix}#{form.prefix}")
        if form.conflicts:
            lesson.refresh_from_db(fields=TEXTS)
            page = LessonPage(lesson, today=request.today, unsaved=form)
    previous, following = neighbours(lesson, request.user)
    context = {"page": page, "lesson": lesson, "previous": previous, "following": following}
    context |= {"saved": "" if page.bound else request.GET.get("saved", "")}
    return render(request, "journal/teacher/lesson.html", context, status=409 if page.unsaved else 200)


def found(request, pk) -> Lesson:
    """Return a lesson that the person may write to; 404 when there is none."""
    lessons = Lesson.objects.editable_by(request.user).with_course().with_teacher().with_lacks(request.now)
    return get_object_or_404(lessons.select_related("replaces", "planned_topic"), pk=pk)


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
