"""«Сегодня не придёт»: a word of the family to the homeroom teacher, and what became of it."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles, is_of_age
from accounts.enums import Role
from accounts.russian import plural
from journal.actions import Refused, withdraw_note
from journal.enums import Presence
from journal.forms.family import AbsenceForm
from journal.models import AbsenceNote, Attendance, Student
from journal.views.family.child import child_page
from journal.views.family.readers import for_readers_of_children
from journal.views.homeroom.classes import homeroom_of

# Older ones have done their service.
SHOWN = 20


@dataclass(frozen=True)
class SentNote:
    """A note with what the journal says of its days: «Б: 5 уроков», nothing yet."""

    note: AbsenceNote
    noted: list[str]
    may_be_withdrawn: bool


@for_readers_of_children
@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: HttpRequest, sid: int) -> HttpResponse:
    child = child_page(request, sid)
    speaks = Student.objects.spoken_for_by(request.user).filter(pk=sid).exists()
    if request.method == "POST" and not speaks:
        raise PermissionDenied
    form = AbsenceForm(request.POST or None, initial={"first_day": request.today})
    if form.is_valid() and sent(form, child.student, request):
        return redirect(f"{request.path}?saved=sent#sent")
    context = {
        "child": child,
        "form": form if speaks else None,
        "is_of_age": is_of_age(child.student, request.today),
        "homeroom": homeroom_of(child.school_class, request.today),
        "sent": sent_notes(child.student, request.today, speaks=speaks),
        "saved": "" if form.is_bound else request.GET.get("saved", ""),
    }
    return render(request, "journal/family/absence.html", context)


@for_roles(Role.STUDENT, Role.PARENT)
@require_POST
def withdraw(request: HttpRequest, sid: int, pk: int) -> HttpResponse:
    own = AbsenceNote.objects.editable_by(request.user).of(sid).with_student()
    try:
        withdraw_note(get_object_or_404(own, pk=pk), at=request.now)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("journal:family-absence", sid)


def sent(form: AbsenceForm, student: Student, request: HttpRequest) -> bool:
    try:
        form.save(student, by=request.user, at=request.now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def sent_notes(student, today, *, speaks: bool) -> list[SentNote]:
    """Return the last notes of the family, the newest first. At most two queries."""
    notes = list(AbsenceNote.objects.of(student).with_author().with_reader().newest_first()[:SHOWN])
    noted = _noted(student, notes)
    return [
        SentNote(
            note,
            [] if note.is_withdrawn else _said(noted, note),
            may_be_withdrawn=speaks and not note.is_withdrawn and today <= note.last_day,
        )
        for note in notes
    ]


def _noted(student, notes):
    """Return the days and codes of the student's absences around the notes."""
    if not notes:
        return []
    first, last = min(note.first_day for note in notes), max(note.last_day for note in notes)
    away = Attendance.objects.of(student).between(first, last).away().filter(lesson__cancelled_at__isnull=True)
    return list(away.values_list("date", "presence"))


def _said(noted, note):
    codes = Counter(presence for day, presence in noted if note.first_day <= day <= note.last_day)
    return [
        f"{presence.label}: {plural(codes[presence], 'урок,урока,уроков')}"
        for presence in Presence.away()
        if codes[presence]
    ]
