"""A week of the diary on paper, A5 as the diary of old."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.rules.weeks import Week
from journal.views.family.calendar import calendar_of
from journal.views.family.child import child_page
from journal.views.family.diary import SATURDAY
from journal.views.family.empty import why_no_lessons
from journal.views.family.readers import for_readers_of_children
from journal.views.family.week import days_of, span


@for_readers_of_children
@require_safe
def week(request: HttpRequest, sid: int, week: Week) -> HttpResponse:
    child = child_page(request, sid)
    calendar = calendar_of(child.school_class, week.sunday)
    days = days_of(child, week.days, now=request.now, today=request.today, calendar=calendar)
    context = {
        "child": child,
        "week": week,
        "span": span(week.monday, week.days[SATURDAY]),
        "days": [day for day in days if day.lessons or day.date.weekday() < SATURDAY],
        "empty": None
        if any(day.lessons for day in days)
        else why_no_lessons(child.student, calendar, week.monday, week.sunday, request.today),
    }
    return render(request, "journal/paper/week.html", context)
