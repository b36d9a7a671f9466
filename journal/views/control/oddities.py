"""Lists of what the duties cannot show: topics written twice, planned tests without a work."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.paging import around, page_of
from journal.control import Rewriting, rewritings_of
from journal.control import rewritten as rewritten_of
from journal.control import unset as unset_of
from journal.forms.control.filters import PlaceFilters
from journal.models import Lesson
from journal.views.control.drawn import files_of_list
from journal.views.control.tabs import oddities, sections


@dataclass(frozen=True)
class RewrittenLine:
    """A lesson, and how its topic was emptied and written again."""

    lesson: Lesson
    steps: list[Rewriting]


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def rewritten(request: HttpRequest) -> HttpResponse:
    """Show the lessons whose topic stood, was emptied, and stands again. Seven queries."""
    form = filters_of_rewritten(request)
    page = page_of(newest_first(rewritten_of(form.selection())), request.GET.get("page"))
    steps = rewritings_of(page.object_list)
    lines = [RewrittenLine(lesson, steps[lesson.pk]) for lesson in page.object_list]
    context = _context(request, form, page) | {"lines": lines, "files": files_of_list("rewritten", form)}
    return render(request, "journal/control/rewritten.html", context)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_safe
def unset(request: HttpRequest) -> HttpResponse:
    """Show the lessons whose planned topic is a written work that nobody has set. Six queries."""
    form = filters_of_unset(request)
    lessons = newest_first(unset_of(form.selection())).select_related("planned_topic__work_kind")
    page = page_of(lessons, request.GET.get("page"))
    context = _context(request, form, page) | {"files": files_of_list("unset", form)}
    return render(request, "journal/control/unset.html", context)


def filters_of_rewritten(request: HttpRequest) -> PlaceFilters:
    return _filters(request, "journal:control-rewritten")


def filters_of_unset(request: HttpRequest) -> PlaceFilters:
    return _filters(request, "journal:control-unset")


def _context(request, form, page) -> dict:
    tabs = {"sections": sections(request), "oddities": oddities(request)}
    return {"form": form, "page": page, **tabs, **around(page, form)}


def _filters(request, name):
    return PlaceFilters(request.GET, address=reverse(name), today=request.today, now=request.now)


def newest_first(lessons):
    return lessons.with_course().with_teacher().in_order().reverse()
