"""What everybody may read: the help, and what the school states about the portal."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

# Address and title of each page of help; its text is the template of the same name.
TOPICS = {
    "sign-in": "Вход в дневник",
    "diary": "Дневник и домашнее задание",
    "marks": "Отметки и средний балл",
    "homework": "Где искать домашнее задание",
    "teacher-day": "День учителя",
    "journal-keys": "Журнал: клавиши",
    "deadlines": "Сроки: как считаются",
    "accounts": "Администратору: логины и карточки",
    "complaint": "Если нужной информации нет",
}


@login_not_required
@require_safe
def help_contents(request: HttpRequest) -> HttpResponse:
    return render(request, "service/help.html", {"topics": TOPICS.items()})


@login_not_required
@require_safe
def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    if topic not in TOPICS:
        raise Http404
    return render(request, f"service/help/{topic}.html", {"title": TOPICS[topic]})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "service/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "service/privacy.html")
