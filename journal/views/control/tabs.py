"""The sections of the control, named above each of its pages."""

from django.http import HttpRequest
from django.urls import reverse

from journal.views.tabs import Tab

SECTIONS = (
    ("journal:control", "Сейчас"),
    ("journal:control-duties", "Записи"),
    ("journal:control-reminders", "Напоминания"),
    ("journal:control-density", "Накопляемость"),
    ("journal:control-unset", "Темы и работы"),
    ("journal:control-pauses", "Приостановки"),
    ("journal:control-handover", "Передача"),
    ("journal:control-distance", "Дистанционно"),
    ("journal:control-terms", "Учебные периоды"),
    ("journal:control-reports", "Отчёты"),
    ("journal:control-history", "История"),
)


# Lists of what the duties cannot show.
ODDITIES = (("journal:control-unset", "Работы по плану"), ("journal:control-rewritten", "Стёртые темы"))


def sections(request: HttpRequest) -> list[Tab]:
    """Return the links to the sections of the control."""
    is_oddity = any(tab.is_current for tab in oddities(request))
    return _tabs(SECTIONS, reverse("journal:control-unset") if is_oddity else request.path)


def oddities(request: HttpRequest) -> list[Tab]:
    """Return the links to the lists of what the duties cannot show."""
    return _tabs(ODDITIES, request.path)


def _tabs(names, path):
    """Return the links; what lies within a section belongs to it, but not everything to the first one."""
    urls = {reverse(name): label for name, label in names}
    within = [url for url in urls if path.startswith(url) and (url == path or url != reverse("journal:control"))]
    return [Tab(url, label, is_current=url == max(within, key=len, default="")) for url, label in urls.items()]
