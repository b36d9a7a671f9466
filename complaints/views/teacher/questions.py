"""What the director asks a teacher, and the teacher's explanation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.paging import Further, page_of
from accounts.views.office.saving import saved
from complaints.forms.teacher import ExplainForm
from complaints.models import Question


@for_roles(Role.TEACHER)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    own = Question.objects.editable_by(request.user).with_people().unanswered_first()
    page = page_of(own, request.GET.get("page"))
    context = {
        "questions": page,
        "previous": Further(f"?page={page.number - 1}", "Новее") if page.has_previous() else None,
        "following": Further(f"?page={page.number + 1}", "Раньше") if page.has_next() else None,
    }
    return render(request, "complaints/teacher/questions.html", context)


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(Question.objects.editable_by(request.user).with_people(), pk=pk)
    form = ExplainForm(request.POST or None, question=asked)
    if request.method == "POST" and saved(form, request):
        messages.success(request, "Объяснение отправлено директору.")
        return redirect("complaints:question", pk)
    return render(request, "complaints/teacher/question.html", {"question": asked, "form": form})
