"""The plan of topics of a course, to read and as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from journal.models import Course, plan_of
from journal.views.teacher.plan.drawing import plan_page
from journal.workbook.plan import workbook_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plan to whoever reads the course; those who teach it find there how to change it."""
    course = readable(request, pk)
    page = plan_page(course, today=request.today)
    context = {"course": course, "page": page, "is_saved": "saved" in request.GET}
    return render(request, "journal/teacher/plan.html", context)


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_safe
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the plan as a file that can be filled in and brought in again."""
    course = readable(request, pk)
    name = content_disposition_header(as_attachment=True, filename=f"План тем. {course}.xlsx")
    headers = {"Content-Disposition": name}
    return HttpResponse(workbook_of(plan_of(course)), content_type=WORKBOOK, headers=headers)


def readable(request, pk) -> Course:
    """Return a course that the person may read, knowing whether it is their own; 404 when there is none."""
    courses = Course.objects.visible_to(request.user).with_subject().with_own(request.user)
    return get_object_or_404(courses, pk=pk)
