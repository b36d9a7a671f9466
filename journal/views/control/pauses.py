"""Pauses: teachers' requests for them, who has recorded which, and what they move."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms.desk import Act
from accounts.paging import Further, page_of
from accounts.views.office.saving import posted_part, saved
from journal.access import controls
from journal.forms.control.pauses import AcceptForm, DeclineForm, NewPauseForm, WithdrawForm
from journal.models import Moved, Pause, PauseRequest, moved_by
from journal.views.control.drawn import files_of_list
from journal.views.control.people import teachers_around
from journal.views.control.tabs import sections

PART = re.compile(r"(accept|decline|withdraw)-([1-9][0-9]{0,17})")


@dataclass(frozen=True)
class RequestRow:
    """A request, and the forms of its answer where the reader answers."""

    request: PauseRequest
    accept: AcceptForm | None
    decline: DeclineForm | None


@dataclass(frozen=True)
class PauseRow:
    """A pause with what it moves, and the form that withdraws it where it may be."""

    pause: Pause
    moved: Moved
    form: WithdrawForm | None


class PausesPage:
    """What the page shows and what may be done on it. At most eight queries of its own."""

    def __init__(self, *, by, today: date, posted, asked: str | None):
        self.may_change, self.today, self.posted = controls(by), today, posted
        # Another deputy may have answered meanwhile: then it is to be said beside what was typed.
        self.act, self.key = self._named(posted.get("part", ""))
        self.open = list(PauseRequest.objects.open_or(self._key("accept", "decline")).with_people().newest_first())
        self.page = page_of(Pause.objects.with_people().newest_first(), asked)
        self.forms = {form.prefix: form for form in self._forms()} if self.may_change else {}

    @property
    def bound(self) -> Act | None:
        """The form that was posted; None when the page is only shown."""
        return next((form for form in self.forms.values() if form.is_bound), None)

    @property
    def new(self) -> NewPauseForm | None:
        return self.forms.get(NewPauseForm.part)

    @property
    def requests(self) -> list[RequestRow]:
        return [
            RequestRow(row, self.forms.get(f"accept-{row.pk}"), self.forms.get(f"decline-{row.pk}"))
            for row in self.open
        ]

    @property
    def rows(self) -> list[PauseRow]:
        moved = moved_by(self.pauses)
        return [PauseRow(row, moved[row.pk], self.forms.get(f"withdraw-{row.pk}")) for row in self.pauses]

    @cached_property
    def pauses(self) -> list[Pause]:
        """Those of the page, and at last the one that was to be withdrawn, wherever it is."""
        shown, key = list(self.page), self._key("withdraw")
        if key in {0, *(row.pk for row in shown)}:
            return shown
        return [*shown, *Pause.objects.filter(pk=key).with_people()]

    def neighbours(self) -> dict[str, Further | None]:
        """Return the links to the pages before and after."""
        address, page = f"{reverse('journal:control-pauses')}?page=", self.page
        previous = Further(f"{address}{page.number - 1}", "Назад") if page.has_previous() else None
        following = Further(f"{address}{page.number + 1}", "Дальше") if page.has_next() else None
        return {"previous": previous, "following": following}

    def _named(self, part) -> tuple[str, int]:
        found = PART.fullmatch(part)
        return (found[1], int(found[2])) if found else ("", 0)

    def _key(self, *acts) -> int:
        return self.key if self.act in acts else 0

    def _forms(self) -> Iterator[Act]:
        one = {"posted": self.posted}
        yield NewPauseForm(teachers_around(self.today), **one)
        for row in self.open:
            yield AcceptForm(row, **one)
            yield DeclineForm(row, **one)
        for row in self.pauses:
            if not row.is_withdrawn or row.pk == self._key("withdraw"):
                yield WithdrawForm(row, **one)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def pauses(request: HttpRequest) -> HttpResponse:
    """Show pauses and requests to the office; the deputy records and answers there."""
    page = PausesPage(by=request.user, today=request.today, posted=request.POST, asked=request.GET.get("page"))
    if request.method == "POST":
        if not page.may_change:
            raise PermissionDenied
        form = posted_part(request, page.forms)
        if saved(form, request):
            messages.success(request, form.said)
            return redirect("journal:control-pauses")
    files = {"files": files_of_list("pauses"), "asked": files_of_list("requests")}
    context = {"page": page, "sections": sections(request), **files, **page.neighbours()}
    return render(request, "journal/control/pauses.html", context)
