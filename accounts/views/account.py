"""«Мой вход»: the own password, devices, address for letters, children, and who reads one's diary."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.access import is_of_age, works_at_school
from accounts.actions import (
    Paused,
    Refused,
    change_email,
    change_password,
    count_try,
    end_devices,
    forgive_try,
    let_read,
)
from accounts.enums import Role
from accounts.forms.own import ChangePasswordForm, EmailForm
from accounts.models import Guardianship, Session
from accounts.views.trying import try_of

PAUSED = "Слишком много попыток. Снова можно в {:%H:%M}."


@dataclass(frozen=True)
class Device:
    """A browser in which the person is signed in; `mark` names it on the page, where its key must not stand."""

    key: str
    kind: str
    began_at: datetime
    seen_at: datetime
    is_this: bool

    @property
    def mark(self) -> str:
        return salted_hmac("accounts.device", self.key, algorithm="sha256").hexdigest()[:16]


@dataclass(frozen=True)
class Link:
    """A child with one who answers for it, as it stands on the day."""

    row: Guardianship
    is_of_age: bool

    @property
    def is_open(self) -> bool:
        """Whether the adult reads the diary: of a child who has come of age, by the child's leave alone."""
        return not self.is_of_age or self.row.allowed_at is not None


@never_cache
@sensitive_post_parameters("old_password", "offered", "new_password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    part = request.POST.get("part", "")
    password = ChangePasswordForm(request.POST if part == "password" else None, person=request.user)
    email = EmailForm(request.POST if part == "email" else None, initial={"email": request.user.email}, label_suffix="")
    if part == "password" and password.is_valid() and changed(password, request):
        return saved(request, "Пароль сменён. На других устройствах нужно войти снова.")
    if part == "email" and email.is_valid():
        change_email(request.user, email.cleaned_data["email"], at=request.now)
        return saved(request, "Адрес сохранён.")
    if part in DEEDS:
        return saved(request, DEEDS[part](request))
    return render(request, "accounts/account.html", {"password": password, "email": email, **shown(request)})


def saved(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("accounts:account")


def changed(form: ChangePasswordForm, request: HttpRequest) -> bool:
    """Change the password if the present one is right; it is counted as a try to sign in."""
    person, attempt = request.user, try_of(request, request.user.login)
    try:
        count_try(attempt, at=request.now)
        change_password(person, form.password, old=form.cleaned_data["old_password"], at=request.now)
    except Paused as pause:
        form.add_error("old_password", PAUSED.format(localtime(pause.until)))
    except Refused as refused:
        form.add_error("old_password", str(refused))
    else:
        forgive_try(attempt)
        # The person goes on here, in a session with a new key.
        auth.update_session_auth_hash(request, person)
    return form.is_valid()


def end_one(request: HttpRequest) -> str:
    """Sign out one device; what has ended meanwhile is as it was wanted."""
    mark = request.POST.get("device", "")
    end_devices(request.user, [one.key for one in devices(request) if one.mark == mark], at=request.now)
    return "Вход на этом устройстве закончен."


def end_others(request: HttpRequest) -> str:
    end_devices(request.user, [one.key for one in devices(request) if not one.is_this], at=request.now)
    return "Вход закончен везде, кроме этого устройства."


def decide(request: HttpRequest) -> str:
    """Let a parent read on, or no longer; only one who has come of age decides."""
    links = Guardianship.objects.decided_by(request.user).with_people()
    link = get_object_or_404(links, pk=key(request.POST.get("link", "")))
    is_allowed = request.POST.get("allow") == "1"
    let_read(link, is_allowed=is_allowed, by=request.user, at=request.now)
    return "Разрешение сохранено." if is_allowed else "Дневник для этого человека закрыт."


def key(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


DEEDS = {"device": end_one, "devices": end_others, "reader": decide}


def shown(request: HttpRequest) -> dict:
    """Return what the page tells of the person. Three queries at most."""
    person = request.user
    rows = Guardianship.objects.in_term(person.on).of(person).with_people().in_order()
    links = [Link(row, is_of_age(row.child, person.on)) for row in rows]
    is_staff = works_at_school(person)
    return {
        "devices": devices(request),
        "children": [link for link in links if link.row.guardian_id == person.pk],
        "readers": [link for link in links if link.row.child_id == person.pk],
        "is_of_age": is_of_age(person, person.on),
        "is_parent": Role.PARENT in person.roles,
        "is_student": Role.STUDENT in person.roles,
        "is_staff": is_staff,
        "has_factor": is_staff and TOTPDevice.objects.filter(user=person).exists(),
        "must_have_factor": settings.STAFF_SECOND_FACTOR,
    }


def devices(request: HttpRequest) -> list[Device]:
    """Return the browsers in which the person is signed in, this one first. One query."""
    rows = Session.objects.filter(user=request.user.pk, expire_date__gt=request.now).order_by("-seen_at", "pk")
    this = request.session.session_key
    found = [Device(row.pk, row.device or "устройство", row.began_at, row.seen_at, row.pk == this) for row in rows]
    return sorted(found, key=lambda device: not device.is_this)
