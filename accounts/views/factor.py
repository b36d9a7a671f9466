"""The second step of a sign-in: its code, and the telephone that shows it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.access import STAFF, for_roles
from accounts.actions import Refused, add_factor, drop_factor, use_code
from accounts.forms.own import CodeForm
from accounts.models import User
from accounts.secret import Secret, new_secret, unsealed
from accounts.views.activation import anew
from accounts.views.entering import CODE_STEP, FACTOR_STEP, Awaited, awaited, complete

OUTDATED = "Секрет на странице устарел. Удалите его из приложения и отсканируйте новый."


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code before the sign-in is completed."""
    who = awaited(request, CODE_STEP)
    if who is None:
        return anew(request, "accounts:login")
    form = CodeForm(request.POST or None, label_suffix="")
    if form.is_valid() and accepted(form, lambda code: use_code(who.person, code, at=request.now)):
        return let_in(request, who)
    return render(request, "accounts/factor_code.html", {"form": form})


@login_not_required
@never_cache
@sensitive_post_parameters("code", "secret")
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """Have the telephone set up within the sign-in, where the school requires it."""
    who = awaited(request, FACTOR_STEP)
    if who is None:
        return anew(request, "accounts:login")
    form, secret = offered(request, who.person)
    if form.is_valid() and accepted(form, lambda code: add(who.person, secret, code, request)):
        return let_in(request, who)
    return render(request, "accounts/factor_first.html", {"form": form, "secret": secret})


@for_roles(*STAFF)
@never_cache
@sensitive_post_parameters("code", "secret")
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Turn one's own second step on, or off."""
    device = TOTPDevice.objects.filter(user=request.user).first()
    if device is None:
        return turn_on(request)
    if "secret" in request.POST:
        # The form to turn it on, sent again or from another window.
        return redirect("accounts:account-factor")
    return turn_off(request, device)


def turn_on(request: HttpRequest) -> HttpResponse:
    form, secret = offered(request, request.user)
    if form.is_valid() and accepted(form, lambda code: add(request.user, secret, code, request)):
        messages.success(request, "Второй шаг включён. В следующий раз дневник спросит код с телефона.")
        return redirect("accounts:account-factor")
    return render(request, "accounts/factor_on.html", {"form": form, "secret": secret})


def turn_off(request: HttpRequest, device: TOTPDevice) -> HttpResponse:
    if settings.STAFF_SECOND_FACTOR:
        return render(request, "accounts/factor_off.html", {"form": None, "since": device.created_at})
    form = CodeForm(request.POST or None, label_suffix="")
    if form.is_valid() and accepted(form, lambda code: drop_factor(request.user, code=code, at=request.now)):
        messages.success(request, "Второй шаг выключен. Удалите запись дневника из приложения на телефоне.")
        return redirect("accounts:account")
    return render(request, "accounts/factor_off.html", {"form": form, "since": device.created_at})


def offered(request: HttpRequest, person: User) -> tuple[CodeForm, Secret]:
    """Return the form of the code with the secret that was shown to the person, or with a new one."""
    shown = unsealed(person, request.POST.get("secret", ""))
    form = CodeForm(request.POST or None, label_suffix="")
    if form.is_bound and shown is None:
        form.add_error(None, OUTDATED)
    return form, shown or new_secret(person)


def add(person: User, secret: Secret, code: str, request: HttpRequest) -> None:
    add_factor(person, key=secret.key, code=code, at=request.now)


def accepted(form: CodeForm, use: Callable[[str], None]) -> bool:
    """Do with the code what is to be done; the reason why it was not done goes to the form."""
    try:
        use(form.cleaned_data["code"])
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def let_in(request: HttpRequest, who: Awaited) -> HttpResponse:
    return complete(request, who.person, entrance=who.entrance, own_device=who.own_device, began_at=who.began_at)
