"""A work: set at a lesson, marked with explanations and days, renamed, cancelled."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from journal.actions import Refused
from journal.forms.teacher.marks import MarksForm
from journal.forms.teacher.works import CancelForm, NewWorkForm, RenameForm
from journal.models import Lesson, Work, roster_of, with_progress
from journal.rules.openness import cancelled_work, work_past_its_day
from journal.views.teacher.lesson import found
from journal.views.teacher.page import marks_form_of, marks_of, refusal
from journal.views.teacher.saving import posted_part, save
from journal.views.teacher.states import work_state


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    lesson = found(request, pk)
    form = NewWorkForm(lesson, list(roster_of(lesson)), request.POST or None)
    if form.is_valid():
        try:
            part = f"marks-{form.save(by=request.user, at=request.now).pk}"
            return redirect(f"{lesson.get_absolute_url()}?saved={part}#{part}")
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"lesson": lesson, "form": form, "refusal": "" if form.is_bound else refusal(lesson)}
    return render(request, "journal/teacher/work_new.html", context)


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, pk: int) -> HttpResponse:
    work = work_of(request.user, pk)
    page = WorkPage(work, today=request.today, posted=request.POST)
    if request.method == "POST":
        form = posted_part(request, page.forms)
        if save(form, request):
            return redirect(f"{reverse('journal:teacher-work', args=[pk])}?saved={form.prefix}#{form.prefix}")
        if form.conflicts:
            page = WorkPage(work, today=request.today, unsaved=form)
    context = {
        "page": page,
        "work": work,
        "lesson": work.lesson,
        "saved": "" if page.bound else request.GET.get("saved", ""),
    }
    return render(request, "journal/teacher/work.html", context, status=409 if page.unsaved else 200)


def work_of(user, pk) -> Work:
    """Return a work of a lesson that the person may write to; 404 when there is none."""
    works = with_progress(Work.objects.with_lesson().select_related("set_by").prefetch_related("addressees"))
    return get_object_or_404(works.filter(lesson__in=Lesson.objects.editable_by(user)), pk=pk)


class WorkPage:
    """The page of a work in one state: shown, or refused with what was posted, or met by a conflict (`unsaved`)."""

    def __init__(self, work, *, today, posted=None, unsaved=None):
        self.work, self.unsaved = work, unsaved
        self.refusal = "" if posted or unsaved else refusal(work.lesson) or cancelled_work(work)
        self.past_its_day = work_past_its_day(work.due_on, today)
        self.state = work_state(work, today)
        about = marks_form_of(work, list(roster_of(work.lesson)), marks_of([work]))
        self.marks = MarksForm(work.lesson, posted=posted, unsaved=unsaved, is_detailed=True, **about)
        self.rename = RenameForm(work, posted=posted)
        self.cancel = CancelForm(work, posted=posted)
        forms = (self.marks,) if work.is_implicit else (self.marks, self.rename, self.cancel)
        self.forms = {form.prefix: form for form in forms}

    @property
    def bound(self):
        """The form that was posted, or met a conflict; None when the page is only shown."""
        return next((form for form in self.forms.values() if form.is_bound or form.unsaved), None)
