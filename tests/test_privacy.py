"""Nothing personal in a browser's cache, in an address, in a log line, in a letter."""

# ruff: noqa: F811 - fixtures of the matrix

import logging
import re
import sys
from urllib.parse import unquote

import pytest
from django.conf import settings as chosen
from django.core import mail
from django.db import IntegrityError

from accounts.logs import Nameless
from accounts.models import User
from tests import make
from tests.test_headers import NOT_KEPT
from tests.test_matrix import MATRIX, POSTED, ROLES, cast, own, signed_in  # noqa: F401 - fixtures

PUBLIC_FILES = {"healthz"}
CYRILLIC = re.compile("[А-Яа-яЁё]")
ADDRESS = re.compile(r'(?:href|action|src)="([^"]*)"')
FORM = re.compile(r"<form[^>]*>.*?</form>", re.DOTALL)
TYPED = re.compile(r'<input[^>]*type="(?:text|search|email|password)"|<textarea')
# Ways in, and all that is answered to who has come in.
UNKEPT_FOR_ANYBODY = ("/", "/login/")
LOGIN, SECRET = "abramov.p", "Тайный пароль 77"
REFUSED_ROW = f"DETAIL: Failing row contains (12, Абрамов, {LOGIN})."


@pytest.fixture
def walked(own, signed_in):
    """Open each page as the role, and send something to those that open; return the answers."""

    def walk(role):
        client = signed_in(role)
        shown = {name: client.get(own[name]) for name in MATRIX if name not in PUBLIC_FILES}
        open_pages = [name for name in shown if shown[name].status_code == 200]
        answers = [*shown.values(), *(client.post(own[name], POSTED) for name in open_pages)]
        return [answer for answer in answers if not (answer.streaming and answer.getvalue())]

    return walk


@pytest.fixture
def private(cast):
    """Words that belong to the people of the cast; logins as a school gives them."""
    User.objects.filter(pk=cast["student"].pk).update(login=LOGIN)
    people = User.objects.values_list("surname", "name", "patronymic", "code")
    return {word for person in people for word in person if len(word) > 2} | {LOGIN, SECRET}


def addresses_in(answers):
    pages = [answer.text for answer in answers if answer.get("Content-Type", "").startswith("text/html")]
    # The secret of the second step is handed to the telephone's own application; no browser keeps where that led.
    told = [address for page in pages for address in ADDRESS.findall(page) if not address.startswith("otpauth:")]
    return [unquote(address) for address in (*told, *(answer.get("Location", "") for answer in answers))]


def asking_forms_in(answers):
    """Return the forms that put into an address what a person types."""
    forms = {form for answer in answers for form in FORM.findall(answer.content.decode(errors="ignore"))}
    return [form for form in forms if 'method="post"' not in form and TYPED.search(form)]


@pytest.mark.parametrize("role", ROLES)
def test_role_leaves_nothing_personal_behind(walked, private, role, caplog):
    answers = walked(role)

    kept = {answer.request["PATH_INFO"] for answer in answers if answer.get("Cache-Control") != NOT_KEPT}
    told = addresses_in(answers)
    assert role == "anonymous" or kept == set()
    assert len(told) > 100
    assert [address for address in told if CYRILLIC.search(address) or LOGIN in address] == []
    assert asking_forms_in(answers) == []
    assert ([word for word in private if word in caplog.text], mail.outbox) == ([], [])


@pytest.mark.parametrize("login", [LOGIN, "director", SECRET])
def test_try_to_come_in_leaves_nothing_in_the_log(client, cast, private, login, caplog):
    client.post("/login/", {"username": login, "password": SECRET})
    client.get(f"/students/{SECRET}/")

    assert [word for word in private if word in unquote(caplog.text)] == []


@pytest.mark.parametrize("address", UNKEPT_FOR_ANYBODY)
def test_ways_in_are_kept_by_nobody(client, school, address):
    assert "no-store" in client.get(address)["Cache-Control"]


def test_answer_that_signs_in_is_kept_by_nobody(client, school, student):
    student.set_password(SECRET)
    student.save()

    answer = client.post("/login/", {"username": "student", "password": SECRET})

    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (302, True)


def test_faults_are_mailed_to_nobody():
    """Django would send a whole request along, with all that was typed."""
    assert (chosen.ADMINS, chosen.MANAGERS) == ([], [])


def refuse_row():
    try:
        int(SECRET)
    except ValueError as fault:
        raise IntegrityError(REFUSED_ROW) from fault


def test_fault_is_written_down_without_what_it_quotes(private):
    try:
        refuse_row()
    except IntegrityError:
        record = logging.LogRecord("diary", logging.ERROR, __file__, 1, "Error at %s", ("/home/",), sys.exc_info())

    said = Nameless("%(levelname)s %(message)s").format(record)

    lines = said.splitlines()
    assert (lines[0], lines[-1]) == ("ERROR Error at /home/", "IntegrityError")
    assert [line for line in lines if line.startswith(("ValueError", "which led to"))] == ["ValueError", "which led to"]
    assert "in refuse_row" in said
    assert [word for word in (*private, "Абрамов", "12, ") if word in said] == []


def test_fault_of_a_page_goes_the_same_way(client, school, student, settings):
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}
    assert settings.LOGGING["formatters"]["line"]["()"] == "accounts.logs.Nameless"


def test_page_of_another_person_says_what_a_missing_one_says(client, school, student, stranger):
    client.force_login(stranger)

    pages = [client.get(f"/students/{pk}/marks/").text for pk in (student.pk, 10**9)]

    assert [make.TODAY.isoformat() in page for page in pages] == [True, True]
    assert [student.surname in page for page in pages] == [False, False]
