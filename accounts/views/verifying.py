"""Whether the school has issued a paper: a public page that knows no person and asks no list of papers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actions import Check, Paused, count_try
from accounts.network import place_of
from accounts.papers import read_code
from accounts.views.trying import paused

TOO_OFTEN = "accounts/verify_later.html"


@login_not_required
@never_cache
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    try:
        count_try(Check(place_of(request.META["REMOTE_ADDR"])), at=request.now)
    except Paused as pause:
        return paused(request, until=pause.until, template=TOO_OFTEN)
    found = read_code(code)
    return render(request, "accounts/verify.html", {"code": found}, status=200 if found else 404)
