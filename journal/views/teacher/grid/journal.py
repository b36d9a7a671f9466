"""The journal: shown to whoever reads the course, a column of it written by whoever holds the lesson."""

from collections import defaultdict
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.views.downloads import files_at
from journal.actions.grid import Foreign, Saved, Status, save_cells
from journal.forms.teacher.grid import ColumnForm
from journal.models import Course, Term, every_term, the_school
from journal.rules.cells import NOT_A_CELL, Column
from journal.views.teacher.grid import reading
from journal.views.teacher.grid.drawing import head_row, rows
from journal.views.teacher.grid.page import JournalPage
from journal.views.teacher.grid.questions import questions
from journal.views.terms import chosen_term, term_tabs


@for_roles(Role.TEACHER, Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def journal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a term of the journal, or save its chosen column as a plain form."""
    course = found(request, pk)
    outcome = Outcome()
    if request.method == "POST":
        outcome = save(request, course)
        if outcome.is_clean:
            query = request.GET.dict() | {"saved": "1"}
            return redirect(f"{request.path}?{urlencode(query)}#grid")
    page = journal_page(request, course)
    context = {"course": course, "page": page, "outcome": outcome, "saved": request.GET.get("saved")}
    context |= {"heads": head_row(page), "rows": rows(page, outcome.typed, outcome.asked), "digits": digits()}
    context |= {"tabs": term_tabs(terms_of(course), page.term), "files": files_of(page)}
    return render(request, "journal/teacher/grid.html", context, status=409 if outcome.asked else 200)


def found(request: HttpRequest, pk: int) -> Course:
    """Return the course, else 404. One query."""
    user = request.user
    course = next(iter(reading.courses(pk=pk, reader=user.pk, on=user.on, roles=user.roles)), None)
    if course is None:
        raise Http404
    return course


class Outcome:
    """What became of a posted column: what is asked, what was refused and why, what stands in its field again."""

    def __init__(self, form: ColumnForm | None = None, saved: Saved | None = None, *, today=None, refusal: str = ""):
        answers = saved.answers if saved else ()
        unread = form.unread if form else {}
        refused = {answer.cell: answer.reason for answer in answers if answer.status == Status.REFUSED}
        self.refusal = refusal
        self.problems = gathered(refused | dict.fromkeys(unread, NOT_A_CELL))
        self.questions = list(questions(answers, saved.cells, today).values()) if saved else []
        self.saved = sum(answer.status == Status.OK for answer in answers)
        wanted = {entry.name: str(entry.wanted) for entry in form.entries} if form else {}
        kept = wanted if refusal else {name: wanted[name] for name in refused}
        self.typed = kept | unread

    @property
    def asked(self) -> frozenset[str]:
        return frozenset(question.answer.cell for question in self.questions)

    @property
    def is_clean(self) -> bool:
        return not (self.refusal or self.problems or self.questions)


def gathered(sentences: dict[str, str]) -> dict[str, list[str]]:
    """Return by sentence the cells it is about: a whole column may be refused for one reason."""
    found = defaultdict(list)
    for cell, sentence in sentences.items():
        found[sentence].append(cell)
    return dict(found)


def save(request: HttpRequest, course: Course) -> Outcome:
    """Save what was typed; one foreign cell stops the whole column."""
    form = ColumnForm(request.POST)
    if not form.entries:
        return Outcome(form)
    try:
        saved = save_cells(course.pk, form.entries, by=request.user, at=request.now)
    except Foreign as refused:
        return Outcome(form, refusal=str(refused))
    return Outcome(form, saved, today=request.today)


def journal_page(request: HttpRequest, course: Course) -> JournalPage:
    lesson, work = request.GET.get("lesson", ""), request.GET.get("work", "")
    wanted = Column.read(f"w{work}" if work else f"o{lesson}")
    term = term_of(request, course, wanted)
    return JournalPage(course, term, user=request.user, now=request.now, today=request.today, wanted=str(wanted or ""))


def terms_of(course: Course) -> list[Term]:
    return [term for term in every_term() if term.year_id == course.year_id and term.system == course.term_system]


def term_of(request: HttpRequest, course: Course, wanted: Column | None) -> Term | None:
    """Return the term of the column asked for, else the one asked for or begun last. At most one query."""
    terms = terms_of(course)
    if wanted is None:
        return chosen_term(request, terms, course.term_system)
    lesson, work = (0, wanted.pk) if wanted.is_work else (wanted.pk, 0)
    days = reading.days(course=course.pk, lesson=lesson, work=work)
    term = next((term for (day,) in days for term in terms if term.covers(day)), None)
    if term is None:
        raise Http404
    return term


def files_of(page: JournalPage) -> dict[str, str]:
    """Return the addresses of the shown term as a table, by the kind of file."""
    files = files_at("journal:teacher-journal-table", page.course.pk)
    return {kind: f"{address}?term={page.term.pk}" if page.term else address for kind, address in files.items()}


def digits() -> str:
    """Return the digits of the school's scale."""
    school = the_school()
    return "12345" if school and school.gives_ones else "2345"
