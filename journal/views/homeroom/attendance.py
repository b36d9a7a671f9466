"""Attendance of a class in a week: who was away, and why."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.russian import days_said, plural
from accounts.views.downloads import files_at
from journal.actions import Explained, Refused, read_note
from journal.forms.homeroom.cells import Cell
from journal.forms.homeroom.days import DaysForm
from journal.forms.homeroom.statement import StatementForm
from journal.models import AbsenceNote, Attendance, SchoolClass, closed_to, every_term
from journal.rules.openness import closed_term
from journal.rules.weeks import Week
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.classes import class_of, students_of

SCHOOL_DAYS = 6


@dataclass(frozen=True)
class WeekLink:
    """A link to the attendance of a class in a week."""

    school_class: SchoolClass
    week: Week

    @property
    def url(self):
        return reverse("journal:class-attendance", args=[self.school_class.pk, self.week])

    @property
    def label(self):
        return days_said(*ends_of(self.week))


class AttendancePage:
    """The week of a class in one state: shown, refused with what was posted, or met by a conflict (`unsaved`)."""

    def __init__(self, request, found, week, *, unsaved=None):
        self.days_said, self.headings, self.unsaved = days_said(*ends_of(week)), week.days[:SCHOOL_DAYS], unsaved
        students = students_of(request, found)
        notes = notes_of(students, week)
        self.note = next((note for note in notes if str(note.pk) == request.GET.get("note")), None)
        part = None if unsaved else request.POST.get("part")
        posted = {part: request.POST} if found.is_own else {}
        cells = cells_of(students, week, notes, request.today)
        self.days = DaysForm(cells, now=request.now, posted=posted.get("days"), unsaved=unsaved)
        self.statement = StatementForm(students, posted=posted.get("statement"), note=self.note)

    @property
    def refusals(self) -> list[str]:
        """Why some days of the week cannot be changed, each reason once."""
        return list(dict.fromkeys(cell.refusal for cell in self.days.cells.values() if cell.refusal))

    @property
    def bound(self) -> DaysForm | StatementForm | None:
        """The form that was posted; None when the page is only shown."""
        return next((form for form in (self.days, self.statement) if form.is_bound), None)


@for_readers_of_classes
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, pk: int, week: Week) -> HttpResponse:
    found = class_of(request, pk)
    if request.method == "POST" and not found.is_own:
        raise PermissionDenied
    page = AttendancePage(request, found, week)
    if request.method == "POST":
        if saved(page, request):
            return redirect(f"{request.path}?saved={page.bound.prefix}")
        if page.days.stale:
            page = AttendancePage(request, found, week, unsaved=page.days)
    context = {
        "page": page,
        "class": found,
        "files": files_at("journal:class-attendance-table", pk, week),
        "previous": WeekLink(found, week.previous),
        "following": WeekLink(found, week.following),
        "saved": "" if page.bound or page.unsaved else request.GET.get("saved", ""),
    }
    return render(request, "journal/homeroom/attendance.html", context, status=409 if page.unsaved else 200)


def saved(page: AttendancePage, request: HttpRequest) -> bool:
    """Save the form that was posted; False when the page is to be shown again, with an error or with conflicts."""
    form = page.bound
    if form is None:
        raise BadRequest
    if not form.is_valid():
        return False
    try:
        explained = form.save(by=request.user, at=request.now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    if explained:
        messages.success(request, said_of(explained))
    if explained and page.note:
        read_note(page.note, by=request.user, at=request.now)
    return not page.days.stale


def said_of(explained: Explained) -> str:
    said = f"Причина поставлена: {plural(explained.lessons, 'урок,урока,уроков')}."
    if explained.attended:
        said += f" Не изменены, так как ученик был: {plural(explained.attended, 'урок,урока,уроков')}."
    if explained.closed:
        said += f" Не изменены, так как период закрыт: {plural(explained.closed, 'урок,урока,уроков')}."
    return said


def ends_of(week: Week) -> tuple[date, date]:
    """Return the first and the last school day of a week."""
    return week.monday, week.days[SCHOOL_DAYS - 1]


def notes_of(students, week) -> list[AbsenceNote]:
    """Return what families have said of the days of the week. One query."""
    notes = AbsenceNote.objects.standing().of_students(students).within(*ends_of(week))
    return list(notes.newest_first())


def cells_of(students, week, notes, today) -> list[Cell]:
    """Return the days of all students of a class, student by student. One query."""
    rows = Attendance.objects.noted().between(*ends_of(week)).filter(student__in=students)
    rows = rows.annotate(closed_term=Subquery(closed_to(on=today, course="lesson__course").values("pk")[:1]))
    noted = defaultdict(list)
    for row in rows.filter(lesson__cancelled_at__isnull=True).select_related("lesson__course").order_by("lesson"):
        noted[row.student_id, row.date].append(row)
    terms = {term.pk: term for term in every_term()}
    days = week.days[:SCHOOL_DAYS]
    return [_cell(student, day, noted[student.pk, day], terms, notes) for student in students for day in days]


def _cell(student, day, rows, terms, notes):
    said = (note for note in notes if note.student_id == student.pk and note.first_day <= day <= note.last_day)
    closed = {row: terms.get(row.closed_term) for row in rows if row.is_away}
    return Cell(
        student=student,
        day=day,
        rows=tuple(rows),
        open_rows=tuple(row for row, term in closed.items() if term is None),
        refusal=next(filter(None, map(closed_term, closed.values())), ""),
        note=next(said, None),
    )
