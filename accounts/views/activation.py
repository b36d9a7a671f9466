"""The own password, which stands between the slip and the diary."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions import Refused, choose_password
from accounts.forms.own import NewPasswordForm
from accounts.views.entering import PASSWORD_STEP, awaited, enter

ANEW = "Вход не закончен: прошло слишком много времени или пароль сменился. Начните заново."


@login_not_required
@never_cache
@sensitive_post_parameters("offered", "new_password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    who = awaited(request, PASSWORD_STEP)
    if who is None:
        return anew(request, "accounts:activate")
    form = NewPasswordForm(request.POST or None, person=who.person)
    if form.is_valid():
        try:
            choose_password(who.person, form.password, slip=who.slip, at=request.now)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("accounts:activate")
        return enter(request, who.person, entrance=who.entrance, own_device=who.own_device, began_at=who.began_at)
    return render(request, "accounts/activate_password.html", {"form": form, "person": who.person})


def anew(request: HttpRequest, step: str) -> HttpResponse:
    """Lead back to the first step; who has come in meanwhile is led on from there."""
    if not request.user.is_authenticated:
        messages.error(request, ANEW)
    return redirect(step)
