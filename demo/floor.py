"""The addresses of the diary and one more, which only a measurement has: the least that any page of it costs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe


@require_safe
def floor(request: HttpRequest) -> HttpResponse:
    """Answer ten bytes to somebody who has signed in."""
    return HttpResponse(b"0123456789")


urlpatterns = [
    path("floor/", floor),
    path("", include(settings.ROOT_URLCONF)),
]
