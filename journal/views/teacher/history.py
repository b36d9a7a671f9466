"""The history of a journal: who changed what, when, on what, and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from accounts.russian import short_date
from accounts.views.downloads import files_at
from journal.enums import Matter
from journal.forms.teacher.history import HistoryFilters
from journal.models import Change, Course

SHOWN = 50
# A link of the chain has a number; a longer one fits no column.
DIGITS = 9
# What is sent so soon was typed with a network.
SOON = timedelta(minutes=1)
# What it means that nothing stands where something stood.
EMPTIED = {Matter.PRESENCE: "на уроке", Matter.MARK: "снята", Matter.WORK: "отменена"}


@dataclass(frozen=True)
class Line:
    """A change in the words of the school."""

    change: Change

    @property
    def moment(self) -> datetime:
        """When it was stored, by the school's clock."""
        return localtime(self.change.at)

    @property
    def what(self) -> str:
        return self.change.get_matter_display()

    @property
    def place(self) -> str:
        """Which lesson, which work, which period the change is about; empty for the journal as a whole."""
        change = self.change
        said = [f"{short_date(change.lesson.date)}, урок {change.lesson.number}"] if change.lesson else []
        said += [str(of) for of in (change.work, change.term, change.year) if of]
        return " · ".join(said)

    @property
    def old(self) -> str:
        return self.change.old or ("на уроке" if self.change.matter == Matter.PRESENCE else "—")

    @property
    def new(self) -> str:
        return self.change.new or EMPTIED.get(self.change.matter, "убрано")

    @property
    def typed(self) -> str:
        """When it was typed without a network: by the hour, on another day with the day."""
        if self.change.typed_at is None or self.change.at - self.change.typed_at < SOON:
            return ""
        typed, stored = localtime(self.change.typed_at), self.moment
        day = "" if typed.date() == stored.date() else f"{short_date(typed)} "
        return f"набрано {day}в {typed:%H:%M} без связи"

    @property
    def door(self) -> str:
        return ", ".join(filter(None, (self.change.get_way_display(), self.change.device)))


@dataclass(frozen=True)
class Further:
    """A link to another stretch of the history."""

    url: str
    label: str


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest changes that the filters leave, or those before the link of the chain that `before` names."""
    course = get_object_or_404(Course.objects.visible_to(request.user).with_subject(), pk=pk)
    changes = Change.objects.in_journal(course, reader=request.user)
    form = filters(request, course, changes)
    before = number_in(request.GET.get("before", ""))
    rows, older = stretch(form.narrow(changes), before) if form.is_valid() else ([], None)
    context = {
        "course": course,
        "form": form,
        "lines": [Line(change) for change in rows],
        "files": files_at("journal:teacher-history-table", pk, form=form),
        "previous": Further(form.with_more(), "К новым") if before else None,
        "following": Further(form.with_more(before=older), "Ещё") if older else None,
    }
    return render(request, "journal/teacher/history.html", context)


def filters(request, course, changes) -> HistoryFilters:
    """Return the form of the page with the people that the history knows. Two queries."""
    return HistoryFilters(
        request.GET,
        address=reverse("journal:teacher-history", args=[course.pk]),
        students=User.objects.filter(pk__in=changes.values("student")).in_order(),
        authors=User.objects.filter(pk__in=changes.values("by")).in_order(),
    )


def stretch(changes, before: int | None) -> tuple[list[Change], int | None]:
    """Return the newest changes before a number, and the number that the next stretch goes on before. One query."""
    if before:
        changes = changes.before(before)
    rows = list(changes.with_actor().with_place().last_links_first()[: SHOWN + 1])
    older = rows[SHOWN - 1].number if len(rows) > SHOWN else None
    return rows[:SHOWN], older


def number_in(asked: str) -> int | None:
    """Return the number that an address names; None for none, or for what is no number."""
    return int(asked) if asked.isdecimal() and len(asked) <= DIGITS else None
