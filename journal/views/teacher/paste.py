"""Marks for a work from a list, seen before they are put."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from journal.forms.teacher.marks import part_of
from journal.forms.teacher.paste import PasteForm
from journal.rules.openness import cancelled_work
from journal.views.teacher.facts import Facts
from journal.views.teacher.grid.journal import Outcome
from journal.views.teacher.page import marks_form_of, standing_refusal
from journal.views.teacher.saving import save
from journal.views.teacher.works import work_of


@for_roles(Role.TEACHER)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a list will put, or put it: what cannot be put so is asked about, and the rest is saved."""
    work = work_of(request.user, pk)
    form, outcome = form_of(request, work), Outcome()
    closed = standing_refusal(work.lesson) or cancelled_work(work)
    if form.is_agreed and not closed and save(form, request):
        outcome = Outcome(form, form.saved, today=request.today)
        if outcome.is_clean:
            part = part_of(work)
            return redirect(f"{reverse('journal:teacher-work', args=[pk])}?saved={part}#{part}")
        form = form_of(request, work)
    context = {"work": work, "lesson": work.lesson, "form": form, "outcome": outcome, "refusal": closed}
    context["is_seen"] = form.is_valid() and not closed
    return render(request, "journal/teacher/paste.html", context, status=409 if outcome.asked else 200)


def form_of(request: HttpRequest, work) -> PasteForm:
    """Return the form with the marks as they stand. Two queries."""
    facts = Facts(work.lesson, user=request.user, today=request.today)
    about = marks_form_of(work, facts.members, facts.marks)
    answers = facts.marks[facts.oral.pk] if facts.oral else ()
    return PasteForm(answers=answers, posted=request.POST, **about)
