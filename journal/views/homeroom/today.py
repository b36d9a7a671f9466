"""A class today: who is away, what families have said, what its teachers have not written yet."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.views.downloads import files_at
from journal.actions import read_note
from journal.enums import Presence
from journal.models import (
    AbsenceNote,
    Attendance,
    Course,
    Lesson,
    SchoolClass,
    Student,
    Term,
    terms_near,
    with_awaited_reason,
    with_first_lesson,
)
from journal.rules.results import YEAR
from journal.rules.weeks import Week
from journal.views.family.readers import for_readers_of_classes
from journal.views.homeroom.attendance import WeekLink
from journal.views.homeroom.classes import class_of, day_of, is_past
from journal.views.homeroom.lacks import Lacks, lacks_of, owing_lessons
from journal.views.terms import last_begun, main_system


@dataclass(frozen=True)
class Away:
    """A student who was not at a lesson, or came late."""

    student: Student
    presence: str


@dataclass(frozen=True)
class LessonLine:
    """A lesson of the day with those who were not there."""

    lesson: Lesson
    away: list[Away]
    has_begun: bool


class ClassToday:
    """What the page of a class shows; each fact is read once. At most seven queries."""

    def __init__(self, found: SchoolClass, *, day, now, today):
        self.found, self.day, self.now, self.today = found, day, now, today

    @cached_property
    def students(self) -> list[Student]:
        in_class = Student.objects.in_class(self.found, on=self.day).in_order()
        return list(with_first_lesson(in_class, on=self.today, now=self.now))

    @cached_property
    def courses(self) -> list[Course]:
        attended = Course.objects.attended_by_any(self.students, on=self.day).of_year_on(self.day)
        return list(attended.with_subject().in_order())

    @cached_property
    def notes(self) -> list[AbsenceNote]:
        notes = AbsenceNote.objects.standing().of_students(self.students).not_over_or_unread(self.today)
        return list(notes.with_student().with_author().with_reader().newest_first())

    @cached_property
    def noted(self) -> list[Attendance]:
        """What is noted today, and the absences of the year that wait for a reason."""
        noted = with_awaited_reason(Attendance.objects.noted().filter(student__in=self.students), on=self.today)
        year = (terms_near(self.day)[0].year.first_day, self.today)
        return list(noted.between(*year).filter(Q(date=self.today) | Q(awaits_reason=True)).order_by("date"))

    @property
    def presences(self) -> dict[int, dict[int, str]]:
        """What is noted today: lesson → student → «absent»."""
        found = {}
        for row in self.noted:
            if row.date == self.today:
                found.setdefault(row.lesson_id, {})[row.student_id] = row.presence
        return found

    @property
    def unexplained(self) -> list[tuple[WeekLink, int]]:
        """The weeks with absences that wait for a reason, and at how many lessons they are."""
        weeks = Counter(Week.of(row.date) for row in self.noted if row.awaits_reason)
        return [(WeekLink(self.found, week), lessons) for week, lessons in weeks.items()]

    @cached_property
    def lessons(self) -> list[Lesson]:
        """Lessons of today, and those of the year whose topic or homework is overdue."""
        return list(owing_lessons(self.courses, self.today, self.now))

    @cached_property
    def lacks(self) -> Lacks:
        return lacks_of(self.courses, self.lessons, self.today)

    @property
    def term(self) -> Term | None:
        """The term whose results are looked at first."""
        system = main_system(self.courses)
        return last_begun([term for term in terms_near(self.day) if term.system == system], self.day)

    @property
    def lines(self) -> list[LessonLine]:
        held = (lesson for lesson in self.lessons if lesson.date == self.today and not lesson.is_cancelled)
        return [LessonLine(lesson, self._away(lesson), lesson.starts_at <= self.now) for lesson in held]

    @property
    def missing(self) -> list[Student]:
        """Students with Н at their first lesson of whom nobody has said a word."""
        said = {note.student_id for note in self.notes if note.first_day <= self.today <= note.last_day}
        return [student for student in self.students if student.pk not in said and self._missed_first(student)]

    @property
    def have_lessons_begun(self) -> bool:
        return any(line.has_begun for line in self.lines)

    def _missed_first(self, student):
        return self.presences.get(student.first_lesson, {}).get(student.pk) == Presence.ABSENT

    def _away(self, lesson):
        noted = self.presences.get(lesson.pk, {})
        return [Away(student, Presence(noted[student.pk]).label) for student in self.students if student.pk in noted]


@for_readers_of_classes
@require_safe
def school_class(request: HttpRequest, pk: int) -> HttpResponse:
    found = class_of(request, pk)
    if is_past(request, found):  # It has no today: what remains of it is how its year ended.
        return redirect("journal:class-year-results", pk, YEAR)
    page = ClassToday(found, day=day_of(request), now=request.now, today=request.today)
    context = {"class": found, "page": page, "week": Week.of(day_of(request))}
    context["files"] = {name: files_at("journal:class-table", pk, name) for name in ("absent", "unexplained")}
    return render(request, "journal/homeroom/class.html", context)


@for_roles(Role.TEACHER)
@require_POST
def read(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    found = get_object_or_404(SchoolClass.objects.editable_by(request.user), pk=pk)
    of_class = AbsenceNote.objects.of_students(Student.objects.in_class(found, on=day_of(request)))
    read_note(get_object_or_404(of_class, pk=note), by=request.user, at=request.now)
    return redirect(f"{reverse('journal:class', args=[pk])}#notes")
