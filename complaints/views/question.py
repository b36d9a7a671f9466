"""What the director asks a teacher, and the teacher's explanation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from complaints.models import Question


@for_roles(Role.TEACHER)
@require_safe
def question(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(Question.objects.editable_by(request.user).with_people(), pk=pk)
    return render(request, "complaints/teacher/question.html", {"question": asked})
