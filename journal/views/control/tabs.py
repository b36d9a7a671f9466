"""The sections of the control, named above each of its pages."""

from django.http import HttpRequest
from django.urls import reverse

from journal.views.tabs import Tab

SECTIONS = (
    ("journal:control", "Сейчас"),
    ("journal:control-duties", "Записи"),
    ("journal:control-reminders", "Напоминания"),
    ("journal:control-pauses", "Приостановки"),
    ("journal:control-handover", "Передача"),
    ("journal:control-distance", "Дистанционно"),
    ("journal:control-reports", "Отчёты"),
)


def sections(request: HttpRequest) -> list[Tab]:
    """Return the links to the sections; the longest address is the page one is on."""
    urls = {reverse(name): label for name, label in SECTIONS}
    current = max(filter(request.path.startswith, urls), key=len, default=None)
    return [Tab(url, label, is_current=url == current) for url, label in urls.items()]
