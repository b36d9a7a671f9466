"""The pages for what went wrong. Those for a broken server touch neither the database nor the context processors."""

import logging
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.display import COOKIE, chosen

logger = logging.getLogger(__name__)

LONGEST_WORD = 2000
# Typed once more by hand: what is secret is not written into a page.
SECRET_FIELDS = (
    *("csrfmiddlewaretoken", "began", "password", "old_password", "offered", "new_password", "again"),
    *("code", "secret"),
)


@dataclass(frozen=True)
class Posted:
    """A field of a refused form, to be sent again."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        """Whether a person typed it, as far as can be told: several words, or one too long for a choice.

        What has no space in thousands of letters is a file that a form carries along.
        """
        return " " in self.value.strip() or 30 < len(self.value) < LONGEST_WORD


def plain(request: HttpRequest, template: str, status: int, **context) -> HttpResponse:
    """Render a page that asks nobody: only the person's look, read from the cookie, comes along."""
    look = chosen(request.COOKIES.get(COOKIE, ""))
    page = render_to_string(template, {"display": look, "school": "", **context})
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return plain(request, "413.html", 413)
    return plain(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer the same words for what does not exist and for what is not this person's."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    code = secrets.token_hex(2).upper()
    logger.error("Error %s at %s", code, request.path)
    return plain(request, "500.html", 500, code=code)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give back what was typed, to be sent again with a fresh token."""
    if is_script(request):
        return JsonResponse({"error": "Страница устарела. Набранное будет отправлено ещё раз."}, status=403)
    return render(request, "403_csrf.html", {"fields": typed(request) if from_our_page(request) else ()}, status=403)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Give back what was typed until after the session had ended, to be sent again after the way in."""
    if is_script(request):
        return JsonResponse({"error": "Нужно войти снова."}, status=401)
    return render(request, "403_csrf.html", {"fields": typed(request), "is_signed_out": True}, status=403)


def is_script(request: HttpRequest) -> bool:
    """Whether a script of ours sent it, which keeps what was typed by itself."""
    return request.content_type == "application/json"


def typed(request: HttpRequest) -> list[Posted]:
    return [
        Posted(name, value) for name, values in request.POST.lists() if name not in SECRET_FIELDS for value in values
    ]


def from_our_page(request: HttpRequest) -> bool:
    """Whether the form stood on this site: a stranger's form must not get our token and a button to press."""
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(source).netloc == request.get_host()
