"""The board: how the duties of the school stand, in one sentence, by age, by teacher, class, subject and week."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from journal.control import Figures, Tally, figures_and_open
from journal.control.tallies import AGES
from journal.enums import DutyState
from journal.forms.control.filters import BoardFilters
from journal.models import days_off_within
from journal.views.control.drawn import Linked, Number, Row, files_of, lists_of, narrowed, rules_of
from journal.views.control.sides import Side, rows_of, sides_of
from journal.views.control.tabs import sections
from journal.views.control.trend import trend_of

AGES_SAID = {1: "со вчерашнего дня", 7: "до недели", 30: "до месяца", None: "дольше месяца"}
TABLES = ("teacher", "classes", "subject")


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period. At most ten queries, however many teachers and years there are."""
    form = BoardFilters(request.GET, address=reverse("journal:control"), today=request.today, now=request.now)
    figures, standing = figures_and_open(form.selection(), since=form.standing_since)
    lists, since = lists_of(form), form.standing_since
    return render(
        request,
        "journal/control/board.html",
        {
            "form": form,
            "sections": sections(request),
            "whole": Linked(figures.whole, lists),
            "standing": Linked(standing.whole, narrowed(lists, since=since)),
            "teachers_overdue": standing.teachers_overdue,
            "ages": ages(standing.whole, form, since, request.today),
            "due_today": due_today(standing, lists, request.today),
            "rules": rules_of(figures, lists),
            "tables": tables(form, figures, lists, sides_of(form, figures)),
            "trend": trend_of(figures, lists, within=form.period),
            "rule_files": files_of(form, "journal:control-table", side="rule"),
            "week_files": files_of(form, "journal:control-table", side="week"),
            "day_off": next(iter(days_off_within(request.today, request.today)), None),
        },
    )


def ages(whole: Tally, form, first: date, today: date) -> list[Number]:
    """Return how many entries have been overdue for how long, the newest first, each with the days it is of."""
    last = form.period[1]
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


def tables(form, figures: Figures, lists, sides: dict[str, Side]) -> list[dict]:
    """Return the tables by teacher, by class and by subject; each adds up to the whole."""
    return [
        {
            "title": sides[name].title,
            "head": sides[name].head,
            "rows": _rows(form, figures, lists, name, sides[name]),
            "files": files_of(form, "journal:control-table", side=name),
        }
        for name in TABLES
    ]


def _rows(form, figures, lists, name: str, side: Side) -> list[Row]:
    return rows_of(side, figures, lists, asked=lambda key: {name: key}, page=lambda key: page_of(form, name, key))


def page_of(form, name: str, key) -> str:
    """Return the address of the page of a teacher or of one class, about the same days; empty where there is none."""
    if name == "teacher":
        return form.days_of(reverse("journal:control-teacher", args=[key]))
    if name == "classes" and key.isdecimal():
        return form.days_of(reverse("journal:control-class", args=[key]))
    return ""
