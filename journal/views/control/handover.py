"""The open duties of a teacher who leaves: what would pass on, to whom it passes, and what passed on before."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.paging import Further, page_of
from accounts.views.office.saving import posted_part, saved
from journal.access import controls
from journal.actions import StillOwed, still_owed
from journal.forms.control.handover import HandOverForm, PeopleForm
from journal.models import Course, Handover, Lesson
from journal.views.control.drawn import files_of_list
from journal.views.control.people import teachers_around
from journal.views.control.tabs import sections


@dataclass(frozen=True)
class CourseLine:
    """How much of one course would pass on."""

    course: Course
    topics: int
    homework: int
    works: int


class HandoverPage:
    """What the page shows: who gives to whom, what that is, and the acts before. At most ten queries."""

    def __init__(self, request: HttpRequest):
        self.may_change, self.now, asked = controls(request.user), request.now, request.GET
        self.page = page_of(Handover.objects.with_people().newest_first(), asked.get("page"))
        self.people = None
        if self.may_change:
            chosen = {name: asked[name] for name in PeopleForm.base_fields if name in asked}
            self.people = PeopleForm(chosen, teachers=teachers_around(request.today))
        self.forms = {form.prefix: form for form in self._forms(request.POST)}

    @property
    def form(self) -> HandOverForm | None:
        return self.forms.get(HandOverForm.part)

    @property
    def bound(self):
        """The form that was posted, or the choice that was wrong."""
        return self.form if self.form and self.form.is_bound else self.people

    @cached_property
    def owed(self) -> StillOwed:
        return still_owed(self.form.giver, at=self.now)

    @property
    def lines(self) -> list[CourseLine]:
        """What would pass on, course by course. One query."""
        topics, homework, works = (
            Counter(row.course_id for row in rows) for rows in (self.owed.topics, self.owed.homework, self.owed.works)
        )
        courses = Course.objects.filter(pk__in=self.owed.courses).with_subject().in_order()
        return [CourseLine(row, topics[row.pk], homework[row.pk], works[row.pk]) for row in courses]

    @property
    def ahead(self) -> int:
        """How many lessons are still to be held by the giver. One query."""
        return Lesson.objects.taught_by(self.form.giver).held().filter(starts_at__gt=self.now).count()

    def neighbours(self) -> dict[str, Further | None]:
        address, page = f"{reverse('journal:control-handover')}?page=", self.page
        previous = Further(f"{address}{page.number - 1}", "Назад") if page.has_previous() else None
        following = Further(f"{address}{page.number + 1}", "Дальше") if page.has_next() else None
        return {"previous": previous, "following": following}

    def _forms(self, posted):
        if self.people is not None and self.people.is_valid():
            yield HandOverForm(**self.people.cleaned_data, posted=posted)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    page = HandoverPage(request)
    if request.method == "POST":
        if not page.may_change:
            raise PermissionDenied
        form = posted_part(request, page.forms)
        if saved(form, request):
            messages.success(request, form.said)
            return redirect("journal:control-handover")
    context = {"page": page, "sections": sections(request), "files": files_of_list("handover"), **page.neighbours()}
    return render(request, "journal/control/handover.html", context)
