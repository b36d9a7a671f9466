"""The way in and out."""

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.sign_in import SignInForm
from accounts.views.addresses import asked_next, home

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
    return render(request, "accounts/landing.html", way_in(request, SignInForm(request)))


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(home(request))
    form = SignInForm(request, request.POST or None)
    if form.is_valid():
        auth.login(request, form.get_user())
        return redirect(home(request))
    return render(request, "accounts/login.html", way_in(request, form))


@login_not_required
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@login_not_required
@require_safe
def password_help(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/password_help.html")


def way_in(request: HttpRequest, form: SignInForm) -> dict:
    """Return what the pages with the sign-in form show."""
    return {
        "form": form,
        "next": asked_next(request),
        "demonstration_logins": DEMONSTRATION_LOGINS if settings.DEMO else (),
        "demonstration_password": DEMONSTRATION_PASSWORD,
    }
