"""All that a teacher owes the diary, and what of it has been done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.paging import around, page_of
from accounts.russian import near, short_date
from journal.control import DutyRow, Listed
from journal.enums import DutyState
from journal.forms.teacher.duties import DutyFilters
from journal.forms.teacher.marks import part_of

TONES = {
    DutyState.ON_TIME: "ok",
    DutyState.LATE: "soon",
    DutyState.DUE: "soon",
    DutyState.OVERDUE: "late",
    DutyState.WAIVED: "info",
}


@dataclass(frozen=True)
class Line:
    """One entry to make: a topic, a homework, or the marks of one work that stand alike, a row for each student."""

    rows: Sequence[DutyRow]
    today: date

    @property
    def duty(self) -> DutyRow:
        return self.rows[0]

    @property
    def names(self) -> list[str]:
        """The students whose marks they are."""
        return [row.student.list_name for row in self.rows if row.student]

    @property
    def url(self) -> str:
        """The very place of the lesson's page where it is entered."""
        page = self.duty.lesson.get_absolute_url()
        if self.duty.work is None:
            return f"{page}#{self.duty.key.duty}"
        part = part_of(self.duty.work)
        return f"{page}?saved={part}#{part}"

    @property
    def due(self) -> str:
        """«сегодня до 23:59», «завтра», «срок прошёл 22.11»."""
        if self.duty.state == DutyState.OVERDUE:
            return f"срок прошёл {short_date(self.duty.due)}"
        is_last = self.duty.state == DutyState.DUE and self.duty.due == self.today
        return f"{near(self.duty.due, self.today)}{' до 23:59' if is_last else ''}"

    @property
    def tone(self) -> str:
        return TONES[self.duty.state]


class Lines(Listed):
    """The list as its page shows it; a work of which a page ends goes on upon the next."""

    def __getitem__(self, page: slice) -> list[Line]:
        rows = super().__getitem__(page)
        return [Line(list(alike), self.selection.today) for _, alike in groupby(rows, key=_place)]


@for_roles(Role.TEACHER)
@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """Show the teacher's own duties, those still to be done unless others are asked for."""
    form = DutyFilters(request.GET, address=reverse("journal:teacher-duties"))
    selection = form.selection(request.user.pk, now=request.now, today=request.today)
    page = page_of(Lines(selection), request.GET.get("page"))
    context = {"form": form, "page": page, "is_of_open": selection.is_of_open}
    return render(request, "journal/teacher/duties.html", context | around(page, form))


def _place(row):
    return row.key.duty, row.key.place, row.due, row.state
