"""A teacher's requests for a pause, and the pauses that are counted for the teacher."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.views.office.saving import saved
from journal.forms.teacher.pauses import AskForm
from journal.models import Pause, PauseRequest

# Older ones have done their service.
SHOWN = 20


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def pauses(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST or None)
    if request.method == "POST" and saved(form, request):
        messages.success(request, form.said)
        return redirect("journal:teacher-pauses")
    requests = PauseRequest.objects.of(request.user).with_people().newest_first()
    counted = Pause.objects.standing().concerning(request.user).newest_first()
    context = {"form": form, "requests": requests[:SHOWN], "pauses": counted[:SHOWN]}
    return render(request, "journal/teacher/pauses.html", context)
