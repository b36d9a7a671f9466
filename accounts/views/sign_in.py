"""The way in and out."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import Paused, Refused, Unrecognised
from accounts.enums import Entrance
from accounts.forms.sign_in import SignInForm, SlipForm
from accounts.stamp import began_at, stamp
from accounts.views.addresses import asked_next, home
from accounts.views.entering import PASSWORD_STEP, enter, hold
from accounts.views.trying import paused, tried

# Shown on the demonstration alone, where everybody is invented.
DEMONSTRATION_PASSWORD = "diary-89"  # noqa: S105 - it is printed on the page
DEMONSTRATION_LOGINS = (
    ("student", "ученик"),
    ("parent", "родитель двоих детей"),
    ("teacher", "учитель"),
    ("homeroom", "классный руководитель, он же родитель"),
    ("deputy", "заместитель директора по УВР"),
    ("director", "директор"),
    ("administrator", "администратор"),
)


@login_not_required
@never_cache
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/landing.html", way_in(request, SignInForm()))


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    return door(request, SignInForm(request.POST or None), "accounts/login.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    return door(request, SlipForm(request.POST or None), "accounts/activate.html")


def door(request: HttpRequest, form: SignInForm, template: str) -> HttpResponse:
    """Ask for login and password, and lead on who has named the right ones."""
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(home(request))
    if form.is_valid():
        try:
            return let_in(request, **form.cleaned_data)
        except Paused as pause:
            return paused(request, until=pause.until)
        except Unrecognised:
            form.add_error(None, form.wrong)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, template, way_in(request, form))


def let_in(request: HttpRequest, *, username: str, password: str, own_device: bool) -> HttpResponse:
    """Lead on who has named the own password; who holds a slip chooses one first."""
    found = tried(request, login=username, password=password)
    coming = {"own_device": own_device, "began_at": began_at(request)}
    if found.slip:
        return hold(request, found.person, step=PASSWORD_STEP, entrance=Entrance.SLIP, slip=found.slip.pk, **coming)
    return enter(request, found.person, entrance=Entrance.PASSWORD, **coming)


@login_not_required
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session, and have the browser drop the pages it keeps; marks that wait to be sent stay."""
    auth.logout(request)
    messages.success(request, "Вы вышли из дневника.")
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_safe
def password_help(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/password_help.html")


def way_in(request: HttpRequest, form: SignInForm) -> dict:
    """Return what the pages with the sign-in form show."""
    return {
        "form": form,
        "next": asked_next(request),
        "began": stamp(request),
        "demonstration_logins": DEMONSTRATION_LOGINS if settings.DEMO else (),
        "demonstration_password": DEMONSTRATION_PASSWORD,
    }
