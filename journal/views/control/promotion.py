"""How a year ended for the students of a class: decided by the council, written down by the deputy."""

from collections import Counter, defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.views.downloads import files_at
from accounts.views.office.saving import saved
from journal.access import controls
from journal.actions import next_year
from journal.enums import Outcome
from journal.forms.control.promotion import PromotionForm
from journal.models import Membership, Promotion, SchoolClass, Student, YearMark
from journal.rules.closing import year_opened_after
from journal.rules.promoting import proposed
from journal.views.control.tabs import sections


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def promotion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the outcomes of a class to the office; the deputy writes them down. Nine queries, whatever the class."""
    found = get_object_or_404(SchoolClass.objects.select_related("year"), pk=pk)
    if request.method == "POST" and not controls(request.user):
        raise PermissionDenied
    refusal = year_opened_after(next_year(found.year))
    form = form_of(found, request.POST or None, is_past=bool(refusal))
    if request.method == "POST" and saved(form, request):
        messages.success(request, f"{found}: итоги года сохранены.")
        return redirect(request.path)
    context = {"class": found, "form": form, "refusal": refusal, "sections": sections(request)}
    context["files"] = files_at("journal:control-promotion-table", pk)
    context["may_change"] = controls(request.user) and bool(form.asked)
    return render(request, "journal/control/promotion.html", context)


def form_of(found: SchoolClass, posted=None, *, is_past=False) -> PromotionForm:
    """Return the form of a class, with what stands and what the marks propose. Four queries."""
    students = list(Student.objects.in_class(found, on=found.year.last_day).in_order())
    standing = {
        row.student_id: row for row in Promotion.objects.filter(school_class=found).select_related("decided_by")
    }
    known = {"standing": standing, "proposed": _proposed(found, students)}
    return PromotionForm(found, students, **known, is_past=is_past, posted=posted)


def _proposed(found, students) -> dict[int, Outcome | None]:
    marks = YearMark.objects.standing().filter(year=found.year, student__in=students)
    decided = defaultdict(list)
    for student, *mark in marks.values_list("student", "value", "verdict"):
        decided[student].append(mark)
    taken = Membership.objects.on(found.year.last_day).filter(student__in=students, course__marks_since__isnull=False)
    wanted = Counter(student for student, _ in taken.values_list("student", "course__subject").distinct())
    return {
        student.pk: proposed(decided[student.pk], found.grade)
        for student in students
        # Where a mark of the year is missing, nothing can be said yet.
        if len(decided[student.pk]) >= wanted[student.pk]
    }
