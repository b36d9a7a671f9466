"""The report card of a child, and those of a class, one on a sheet each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.models import Student
from journal.views.family.calendar import calendar_of
from journal.views.family.child import child_page
from journal.views.family.readers import for_readers_of_children, for_readers_of_classes
from journal.views.homeroom.classes import class_of
from journal.views.paper.cards import Cards, Issue
from journal.views.paper.summary import terms_of_class


@for_readers_of_children
@require_safe
def report_card(request: HttpRequest, sid: int) -> HttpResponse:
    child = child_page(request, sid)
    calendar = calendar_of(child.school_class, request.today)
    paper = None
    if calendar.year and child.school_class:
        paper = Cards([child.student], child.school_class, calendar.terms, issued(request))
    return render(request, "journal/paper/report_card.html", {"child": child, "paper": paper})


@for_readers_of_classes
@require_safe
def report_cards(request: HttpRequest, pk: int) -> HttpResponse:
    found, paper = class_of(request, pk), None
    if terms := terms_of_class(found):
        day = min(request.today, terms[0].year.last_day)
        students = list(Student.objects.in_class(found, on=day).in_order())
        paper = Cards(students, found, terms, issued(request))
    return render(request, "journal/paper/report_cards.html", {"class": found, "paper": paper})


def issued(request: HttpRequest) -> Issue:
    return Issue(request.today, request.now, request.build_absolute_uri("/").rstrip("/"))
