"""The diary of a child: the week by days, and one day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.russian import weekday_day
from journal.forms.family import DayForm
from journal.rules.weeks import Week
from journal.views.family.calendar import DAY, Calendar, calendar_of
from journal.views.family.child import child_page
from journal.views.family.empty import why_no_lessons
from journal.views.family.readers import for_readers_of_children
from journal.views.family.week import days_of, span
from journal.views.tabs import Tab

SATURDAY = 5


@for_readers_of_children
@require_safe
def diary(request: HttpRequest, sid: int) -> HttpResponse:
    """Lead to the week of the day asked for, else of today, or of the first school day after a rest."""
    child = child_page(request, sid)
    if "date" not in request.GET:
        opened = calendar_of(child.school_class, request.today).school_day_from(request.today)
        week = reverse("journal:family-week", args=[sid, Week.of(opened)])
        # On a phone the days before it would stand in the way; Monday stands under the heading anyway.
        return redirect(f"{week}#day-{opened}" if opened.weekday() else week)
    form = DayForm(request.GET)
    if form.is_valid():
        return redirect("journal:family-week", sid, Week.of(form.cleaned_data["date"]))
    return render(request, "journal/family/which_day.html", {"child": child, "form": form})


@for_readers_of_children
@require_safe
def week(request: HttpRequest, sid: int, week: Week) -> HttpResponse:
    child = child_page(request, sid)
    calendar = calendar_of(child.school_class, week.sunday)
    days = days_of(child, week.days, now=request.now, today=request.today, calendar=calendar)
    has_lessons = any(day.lessons for day in days)
    context = {
        "child": child,
        "week": week,
        "span": span(week.monday, week.days[SATURDAY]),
        "days": [day for day in days if day.lessons or day.date.weekday() < SATURDAY],
        "empty": None
        if has_lessons
        else why_no_lessons(child.student, calendar, week.monday, week.sunday, request.today),
        "is_this_week": week.holds(request.today),
        "previous": _week_link(sid, week.previous, calendar),
        "following": _week_link(sid, week.following, calendar),
        "form": DayForm(initial={"date": week.monday}),
    }
    return render(request, "journal/family/week.html", context)


@for_readers_of_children
@require_safe
def day(request: HttpRequest, sid: int, day: date) -> HttpResponse:
    child = child_page(request, sid)
    calendar = calendar_of(child.school_class, day)
    [row] = days_of(child, (day,), now=request.now, today=request.today, calendar=calendar)
    context = {
        "child": child,
        "day": row,
        "empty": None if row.lessons else why_no_lessons(child.student, calendar, day, day, request.today),
        "week": Week.of(day),
        "previous": _day_link(sid, day - (DAY if day.weekday() else 2 * DAY), calendar),
        "following": _day_link(sid, day + (2 * DAY if day.weekday() == SATURDAY else DAY), calendar),
    }
    return render(request, "journal/family/day.html", context)


def _week_link(sid: int, week: Week, calendar: Calendar) -> Tab | None:
    if not calendar.covers(week.monday, week.sunday):
        return None
    url = reverse("journal:family-week", args=[sid, week])
    return Tab(url, span(week.monday, week.days[SATURDAY]), is_current=False)


def _day_link(sid: int, day: date, calendar: Calendar) -> Tab | None:
    if not calendar.covers(day, day):
        return None
    return Tab(reverse("journal:family-day", args=[sid, day]), weekday_day(day), is_current=False)
