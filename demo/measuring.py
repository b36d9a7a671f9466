"""How long the server works on each page, beside the least that any page costs in the same minute."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from random import Random
from time import monotonic, perf_counter
from urllib.parse import urlencode
from uuid import uuid4
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.urls import reverse

from accounts.models import User
from accounts.sessions import SessionStore
from demo import floor
from journal.enums import Presence
from journal.forms.teacher.marks import part_of
from journal.models import Attendance, Mark
from journal.rules.cells import Base, Cell, Column
from journal.rules.weeks import Week

HOST = "127.0.0.1"
# Whoever signs a form may choose the letters of the token, as long as there are so many.
TOKEN = "m" * 32
FLOOR = "ничего"
# What Django opens inside a transaction, which a request has to itself otherwise.
NESTING = ("SAVEPOINT", "RELEASE")


class Unmeasurable(Exception):
    """A page that does not answer as it should, or nothing to show on it."""


@dataclass(frozen=True)
class Page:
    """A page as one person asks for it; a `form` or a `batch` makes what is posted, anew for each call."""

    name: str
    login: str
    address: str
    form: Callable[[], dict] | None = None
    batch: Callable[[], dict] | None = None


@dataclass(frozen=True)
class Measured:
    """What a page costs: milliseconds of the quickest tenth of its calls, and statements to the database."""

    name: str
    milliseconds: float
    statements: int


class Server(WSGIHandler):
    """The diary's own server with the address of the floor; `at`: the moment that it takes for now."""

    def __init__(self, at: datetime | None = None):
        super().__init__()
        self.at = at

    def get_response(self, request):
        request.urlconf, request.now = floor.__name__, self.at
        return super().get_response(request)


def pages(today: date) -> list[Page]:
    """Return the pages as `student`, `teacher` and `deputy` ask for them.

    About the last marks that the first two got and gave by the day, and about its quarter and its year.
    """
    got = _last_mark(today, student__login="student")
    given = _last_mark(today, work__lesson__teacher__login="teacher")
    sid, lesson = got.student_id, given.work.lesson
    journal, by = [lesson.course_id], lesson.teacher_id
    year = lesson.course.year

    def child(name, page, *args):
        return Page(name, "student", reverse(f"journal:family-{page}", args=[sid, *args]))

    return [
        Page(FLOOR, "student", "/floor/"),
        Page("главная", "student", reverse("journal:home")),
        child("неделя", "week", Week.of(got.date)),
        child("день", "day", got.date),
        child("задания", "homework"),
        child("отметки", "marks"),
        child("предмет", "subject", got.work.course.subject_id),
        child("темы", "programme"),
        child("итоги", "results"),
        Page("день учителя", "teacher", reverse("journal:teacher-day-on", args=[lesson.date])),
        Page("урок", "teacher", lesson.get_absolute_url()),
        Page("запись отметки", "teacher", lesson.get_absolute_url(), lambda: _other_value(given.pk)),
        Page("журнал", "teacher", f"{reverse('journal:teacher-journal', args=journal)}?lesson={lesson.pk}"),
        Page(
            "клетка журнала",
            "teacher",
            reverse("journal:teacher-entries", args=journal),
            batch=lambda: _other_cell(given.pk, by),
        ),
        Page("мои обязанности", "teacher", reverse("journal:teacher-duties")),
        Page("контроль, четверть", "deputy", reverse("journal:control")),
        Page("контроль, год", "deputy", f"{reverse('journal:control')}?{_within(year)}"),
        Page("записи контроля", "deputy", f"{reverse('journal:control-duties')}?{_within(year)}"),
    ]


def measure(
    pages: list[Page], *, rounds: int, seconds: float, chance: Random, at: datetime | None = None
) -> list[Measured]:
    """Call the pages in turn, in a new order each round, until the rounds or the seconds are over; leave no trace.

    `at`: the moment at which they are asked, if it is not now.
    Only the shares of one measurement can be compared: a machine is now twice as fast, now twice as slow.
    Until it is over nobody else writes to an SQLite database.
    """
    until, server = monotonic() + seconds, Server(at)
    with without_trace():
        keys = {login: sign_in(login) for login in {page.login for page in pages}}
        statements = {page: _statements(server, page, keys) for page in pages}
        times = defaultdict(list)
        for number in range(rounds):
            for page in chance.sample(pages, len(pages)):
                if number == 0 or monotonic() < until:
                    times[page].append(call(server, page, environ_of(page, keys[page.login])))
    return [Measured(page.name, 1000 * quickest_tenth(times[page]), statements[page]) for page in pages]


def _last_mark(today, **whose):
    marks = (
        Mark.objects.standing().filter(work__lesson__isnull=False, date__lte=today, **whose).with_work().with_lesson()
    )
    mark = marks.order_by("date", "pk").last()
    if mark is None:
        raise Unmeasurable("В дневнике ещё нет отметок.")
    return mark


def _within(year):
    return urlencode({"since": year.first_day, "through": year.last_day})


def _other_value(pk):
    """Fill in the form that changes a mark to another one."""
    mark = Mark.objects.select_related("work").get(pk=pk)
    part = part_of(mark.work)
    row = f"{part}-s{mark.student_id}"
    value = 4 if mark.value == 5 else 5
    seen = "." if mark.not_handed_in else mark.value
    return {"part": part, f"{row}-value": value, f"initial-{row}-value": seen, f"{row}-version": mark.version}


def _other_cell(pk, by):
    """Make the batch by which the script of the journal changes a mark to another one."""
    mark = Mark.objects.select_related("work").get(pk=pk)
    lesson, value = mark.work.lesson_id, 4 if mark.value == 5 else 5
    column, noted = Column(mark.work_id, is_work=True), Presence.PRESENT
    if mark.work.is_implicit:
        row = Attendance.objects.filter(lesson=lesson, student=mark.student_id).first()
        column, noted = Column(lesson), Presence(row.presence) if row else noted
    cell, base = Cell(value, presence=noted), Base(mark.version, noted)
    told = {"id": str(uuid4()), "cell": f"{column}-{mark.student_id}", "base": str(base), "value": str(cell)}
    return {"user": by, "ops": [told]}


@contextmanager
def without_trace() -> Iterator[None]:
    """Take back whatever is written meanwhile."""
    # Between two requests Django closes a connection that is inside a transaction.
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        for end in ends:
            end.connect(close_old_connections)


def sign_in(login: str) -> str:
    """Begin a session of a person and return its key."""
    user, session = User.objects.get(login=login), SessionStore()
    session[SESSION_KEY] = str(user.pk)
    [session[BACKEND_SESSION_KEY]] = settings.AUTHENTICATION_BACKENDS
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def _statements(server, page, keys):
    """Count the statements of the second call: the first one keeps what is kept for a while."""
    call(server, page, environ_of(page, keys[page.login]))
    asked = []

    def ask(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    environ = environ_of(page, keys[page.login])
    with connection.execute_wrapper(ask):
        call(server, page, environ)
    return sum(not sql.startswith(NESTING) for sql in asked)


def call(server: Server, page: Page, environ: dict) -> float:
    """Return the seconds that the server worked on its answer. Raises Unmeasurable for an answer of another kind."""
    answers = []
    began = perf_counter()
    response = server(environ, lambda status, headers: answers.append(status))
    body = b"".join(response)
    took = perf_counter() - began
    response.close()
    wanted = "302" if page.form else "200"
    if not answers[0].startswith(wanted):
        raise Unmeasurable(f"Страница {page.address} ответила «{answers[0]}».")
    if page.batch and json.loads(body)["results"][0]["status"] != "ok":
        raise Unmeasurable("Отметка не сохранена: в журнале стоит другое.")
    return took


def environ_of(page: Page, key: str) -> dict:
    """Return the request of a page within the session of the key; an empty key is a passer-by's."""
    path, _, query = page.address.partition("?")
    body, kind = _posted(page)
    environ = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REMOTE_ADDR": HOST,
        "HTTP_HOST": HOST,
        "HTTP_ORIGIN": f"https://{HOST}",
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "HTTP_X_CSRFTOKEN": TOKEN,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        # Where only HTTPS is served, anything else would be sent away.
        "wsgi.url_scheme": "https",
    }
    setup_testing_defaults(environ)
    return environ


def _posted(page) -> tuple[bytes, str]:
    """Return what is posted, and of what type it is; nothing to a page that is only shown."""
    if page.batch:
        return json.dumps(page.batch()).encode(), "application/json"
    if page.form:
        form = page.form() | {"csrfmiddlewaretoken": TOKEN}
        return urlencode(form).encode(), "application/x-www-form-urlencoded"
    return b"", ""


def quickest_tenth(times: list[float]) -> float:
    """Return the time that the quickest tenth does not exceed: what the machine's other work disturbs least."""
    return sorted(times)[len(times) // 10]
