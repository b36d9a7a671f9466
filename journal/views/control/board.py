"""The board: how the duties of the school stand, in one sentence, by age, by teacher, class, subject and week."""

from collections.abc import Callable, Hashable
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from journal.control import Figures, Tally, classes_in_order, figures_of, subjects_in_order
from journal.control.tallies import AGES, added_along
from journal.enums import Duty, DutyState
from journal.forms.control.filters import ControlFilters
from journal.models import days_off_within
from journal.views.control.drawn import Linked, Number, Row, lists_of, narrowed, rules_of
from journal.views.control.tabs import sections
from journal.views.control.trend import trend_of

AGES_SAID = {1: "со вчерашнего дня", 7: "до недели", 30: "до месяца", None: "дольше месяца"}


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period. At most ten queries, however many teachers and years there are."""
    form = ControlFilters(request.GET, address=reverse("journal:control"), today=request.today, now=request.now)
    figures, lists = figures_of(form.selection()), lists_of(form)
    return render(
        request,
        "journal/control/board.html",
        {
            "form": form,
            "sections": sections(request),
            "period": form.period,
            "figures": figures,
            "whole": Linked(figures.whole, lists),
            "ages": ages(figures.whole, form, request.today),
            "due_today": due_today(figures, lists, request.today),
            "rules": rules_of(figures, lists),
            "tables": tables(form, figures, lists),
            "trend": trend_of(figures, lists),
            "day_off": next(iter(days_off_within(request.today, request.today)), None),
        },
    )


def ages(whole: Tally, form, today: date) -> list[Number]:
    """Return how many entries have been overdue for how long, the newest first, each with the days it is of."""
    first, last = form.period
    found, newest = [], today - timedelta(days=1)
    for age in AGES:
        oldest = first if age is None else today - timedelta(days=age)
        url = form.address_of(
            reverse("journal:control-duties"),
            state=DutyState.OVERDUE.value,
            since=max(oldest, first),
            through=min(newest, last),
        )
        found.append(Number(AGES_SAID[age], whole.ages[age], url, "late"))
        newest = oldest - timedelta(days=1)
    return [age for age in found if age.number]


def due_today(figures: Figures, lists, today: date) -> list[Number]:
    """Return what is still to be entered today, by rule."""
    still_due = narrowed(lists, state=DutyState.DUE.value, since=today, through=today)
    return [
        Number(duty.label, tally.due_today, still_due(rule=duty.value))
        for duty, tally in figures.by_rule.items()
        if tally.due_today
    ]


def tables(form, figures: Figures, lists) -> list[dict]:
    """Return the tables by teacher, by class and by subject; each adds up to the whole."""
    places, names = form.places, _names(form, figures)
    sides = (
        ("Учителя", "Учитель", "teacher", names, lambda teacher, course: teacher),
        ("Классы", "Класс", "classes", classes_in_order(places), lambda teacher, course: places[course].classes),
        ("Предметы", "Предмет", "subject", subjects_in_order(places), lambda teacher, course: places[course].subject),
    )
    return [
        {"title": title, "head": head, "rows": _rows(figures, lists, name, order, side)}
        for title, head, name, order, side in sides
    ]


def _names(form, figures):
    """Return the names of those who owe something, in order; whoever was never a teacher is asked for apart."""
    known = {pk: user.list_name for pk, user in form.teachers.items()}
    strangers = set(figures.by_teacher) - set(known)
    if strangers:
        known |= {user.pk: user.list_name for user in User.objects.filter(pk__in=strangers)}
    return known


def _rows(figures, lists, name: str, order, side: Callable[[int, int], Hashable]) -> list[Row]:
    cells = figures.along(lambda rule, teacher, course: (side(teacher, course), rule))
    wholes = added_along(lambda key, rule: key, cells)
    return [
        Row(
            label,
            lists(**{name: key}),
            [
                Linked(cells.get((key, duty), Tally()), narrowed(lists, **{name: key, "rule": duty.value}))
                for duty in Duty
            ],
            Linked(wholes[key], narrowed(lists, **{name: key})),
        )
        for key, label in order.items()
        if key in wholes
    ]
