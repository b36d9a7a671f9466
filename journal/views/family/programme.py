"""«Темы уроков»: how far each subject has gone, and one subject lesson by lesson (regulation, 1.3.3)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.views.family import plan
from journal.views.family.calendar import calendar_of
from journal.views.family.child import child_page
from journal.views.family.empty import why_no_courses
from journal.views.family.readers import for_readers_of_children
from journal.views.family.subjects import courses_of


@for_readers_of_children
@require_safe
def programme(request: HttpRequest, sid: int) -> HttpResponse:
    """Show all the subjects, or by `?subject=` all the topics of one."""
    child = child_page(request, sid)
    calendar = calendar_of(child.school_class, request.today)
    courses = courses_of(child.student, calendar)
    if "subject" in request.GET:
        return _one(request, child, [course for course in courses if str(course.subject_id) == request.GET["subject"]])
    context = {
        "child": child,
        "rows": plan.plans_of(child.student, courses, now=request.now, today=request.today),
        "empty": None if courses else why_no_courses(calendar),
    }
    return render(request, "journal/family/programme.html", context)


def _one(request, child, courses):
    if not courses:
        raise Http404
    context = {
        "child": child,
        "subject": courses[-1].subject,
        "passed": plan.passed(child, courses, now=request.now, today=request.today),
        "ahead": plan.planned(courses[-1]),
    }
    return render(request, "journal/family/topics.html", context)
