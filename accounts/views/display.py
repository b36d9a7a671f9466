"""«Вид и шрифт»: the look of the portal, with an account or without."""

from dataclasses import asdict

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.display import COOKIE, COOKIE_AGE, chosen
from accounts.forms.display import DisplayForm
from accounts.views.addresses import asked_next


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    now_chosen = chosen(request.COOKIES.get(COOKIE, ""))
    form = DisplayForm(request.POST or None, initial=asdict(now_chosen), label_suffix="")
    if not form.is_valid():
        return render(request, "accounts/display.html", {"form": form, "next": asked_next(request)})
    response = redirect(asked_next(request) or "accounts:display")
    response.set_cookie(
        COOKIE,
        form.display().as_cookie(),
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    messages.success(request, "Вид сохранён на этом устройстве на год.")
    return response
