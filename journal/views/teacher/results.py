"""The results of a course: one column of it is decided at a time, with what is proposed and why beside."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from accounts.views.downloads import files_at
from accounts.views.office.saving import saved
from journal.control.results import CourseResults
from journal.forms.teacher.results import ResultsForm
from journal.models import Course, Membership, Reopening
from journal.rules import openness
from journal.rules.results import TERM, YEAR, ResultColumn
from journal.views.tabs import Tab
from journal.views.terms import last_begun


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the results to whoever reads the course; who teaches it decides them. As many queries for 1 as for 40."""
    course = get_object_or_404(courses_of(request.user), pk=pk)
    page = ResultsPage(request, course)
    posted = request.POST if request.method == "POST" and page.is_writer else None
    form = ResultsForm(page.results, page.column, page.students, is_filled="fill" in request.GET, data=posted)
    if posted is not None and saved(form, request) and form.is_valid():
        messages.success(request, f"{page.title}: сохранено.")
        return redirect(f"{request.path}?column={page.column}")
    context = {"course": course, "page": page, "form": form, "files": page.files}
    return render(request, "journal/teacher/results.html", context)


def courses_of(user):
    """Return the courses that the person reads, with what their results are of."""
    along = ("year", "subject__certificate_subject")
    return Course.objects.visible_to(user).with_own(user).select_related(*along)


class ResultsPage:
    """What the page shows of a course, of its chosen column."""

    def __init__(self, request, course: Course):
        self.user, self.today, self.course = request.user, request.today, course
        self.results = CourseResults(course, now=request.now, today=request.today)
        self.column = self._chosen(request.GET.get("column"))
        self.results.students = {member.student_id: member.since for member in self.members}
        if self.column not in self.results.columns:
            raise Http404
        self.title = self.results.title_of(self.column)

    @property
    def tabs(self) -> list[Tab]:
        titled = ((column, self.results.title_of(column)) for column in self.results.columns)
        return [Tab(f"?column={column}", title, is_current=column == self.column) for column, title in titled]

    @property
    def files(self) -> dict[str, str]:
        """The addresses of the chosen column as a table, by the kind of file."""
        files = files_at("journal:teacher-results-table", self.course.pk)
        return {kind: f"{address}?column={self.column}" for kind, address in files.items()}

    @cached_property
    def members(self) -> list[Membership]:
        """Who is in the course on the day that counts, and is the person's to read."""
        members = Membership.objects.visible_to(self.user).on(self.results.day_of(self.column))
        members = members.filter(course=self.course).in_order_of_class()
        return [member for member in members if self.results.has(self.column, member.student_id)]

    @property
    def students(self) -> list[User]:
        return [member.student for member in self.members]

    @cached_property
    def refusal(self) -> str:
        """Why nothing can be decided; empty when it can."""
        term = self.results.term_of(self.column)
        closed = openness.closed_term(term) if term else openness.closed_year(self.course.year)
        return "" if closed is None or self.reopening else closed

    @cached_property
    def reopening(self) -> Reopening | None:
        """By what the column may be decided although its term or year is closed."""
        term = self.results.term_of(self.column)
        return Reopening.objects.lasting(self.today).of(self.course, term).first()

    @property
    def is_writer(self) -> bool:
        """Whether the person teaches the course, or corrects it while the column's term or year is open again."""
        return self.course.is_own or bool(self.reopening and self.reopening.opened_to_id == self.user.pk)

    @property
    def is_open(self) -> bool:
        return self.is_writer and not self.refusal

    def _chosen(self, asked: str | None) -> ResultColumn:
        """Return the column asked for, else that of the term begun last; 404 for what is none."""
        if asked is None:
            term = last_begun(self.results.terms, self.today)
            return ResultColumn(TERM, term.pk) if term else ResultColumn(YEAR)
        column = ResultColumn.read(asked)
        if column is None:
            raise Http404
        return column
