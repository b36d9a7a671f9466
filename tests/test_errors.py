import logging
import re

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from accounts.views import errors
from tests import make

HOME = {"Origin": "http://testserver"}


@pytest.fixture
def strict(db):
    """A browser whose forms are checked, as outside the tests."""
    return Client(enforce_csrf_checks=True)


def without_tokens(response, student):
    """Return the page without what differs from page to page: its own address and the token of its form."""
    return re.sub('value="[^"]*"', "", response.text).replace(f"%2F{student}%2F", "")


def heading(response):
    return response.content.decode().partition("<h1>")[2].partition("</h1>")[0]


@pytest.mark.parametrize(
    "exception, expected",
    [
        (SuspiciousOperation(), (400, "Запрос не понят")),
        (RequestDataTooBig(), (413, "Отправлено слишком много за один раз")),
    ],
)
def test_bad_request_says_what_to_do(rf, exception, expected):
    response = errors.bad_request(rf.post("/"), exception)

    assert (response.status_code, heading(response)) == expected


def test_huge_file_is_refused_before_it_is_read(client, db, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000

    answers = [client.post("/login/", {"file": SimpleUploadedFile("a", b"a" * size)}) for size in (100, 1000)]

    assert [answer.status_code for answer in answers] == [200, 413]


def test_file_that_is_not_refused_never_touches_the_disk(rf):
    sent = rf.post("/", {"file": SimpleUploadedFile("a", b"a" * 7 * 2**20)})

    assert (type(sent.FILES["file"]), sent.FILES["file"].size) == (InMemoryUploadedFile, 7 * 2**20)


def test_forbidden_page_says_whose_it_is(rf, db):
    response = errors.forbidden(rf.get("/control/"), PermissionDenied())

    assert (response.status_code, heading(response)) == (403, "Эта страница не для вашей роли")


def test_not_found_is_the_same_for_no_page_and_no_right(client, parent, stranger):
    foreign = stranger.children().get()["child"]
    client.force_login(parent)

    refused, absent = client.get(f"/students/{foreign}/marks/"), client.get("/students/999999/marks/")

    assert (refused.status_code, heading(refused)) == (404, "Страница не найдена")
    assert without_tokens(refused, foreign) == without_tokens(absent, 999999)


def test_server_error_asks_no_database(rf, caplog):
    with caplog.at_level(logging.ERROR):
        response = errors.server_error(rf.get("/home/"))

    code = caplog.records[0].args[0]
    assert (response.status_code, heading(response)) == (500, "Не получилось показать страницу")
    assert f"Код ошибки: <strong>{code}</strong>" in response.content.decode()
    assert "(846) 995-08-86" in response.content.decode()


def test_error_page_keeps_the_look(rf):
    request = rf.get("/home/")
    request.COOKIES["display"] = "hc-white-on-black.200"

    response = errors.plain(request, "400.html", 400)

    assert '<html lang="ru" data-theme="hc-white-on-black" data-size="200">' in response.content.decode()


@pytest.mark.parametrize(
    "opens_at, expected",
    [(make.at(22), "Откроется сегодня в\u00a022:00."), (None, "Попробуйте через несколько минут.")],
)
def test_closed_page_says_when_it_opens(rf, opens_at, expected):
    response = errors.plain(rf.get("/"), "503.html", 503, opens_at=opens_at, today=make.TODAY)

    assert heading(response) == "Дневник временно закрыт"
    assert expected in response.content.decode()


def test_pause_page_says_when_to_try_again(rf):
    response = errors.plain(rf.get("/login/"), "429.html", 429, again_at=make.at(14, 25))

    assert heading(response) == "Вход приостановлен"
    assert "<strong>14:25</strong>" in response.content.decode()


def test_expired_form_is_given_back_to_be_sent_again(strict):
    typed = "Упражнение 12,\nвыучить правило"

    response = strict.post("/settings/display/", {"text": typed, "size": "150", "password": "secret"}, headers=HOME)

    assert (response.status_code, heading(response)) == (403, "Страница устарела, отправьте ещё раз")
    assert f'name="text" rows="3">\n{escape(typed)}</textarea>' in response.text
    assert '<input type="hidden" name="size" value="150">' in response.text
    assert "secret" not in response.text


def test_expired_form_sent_again_is_taken(strict):
    page = strict.post("/settings/display/", {"size": "150"}, headers=HOME)
    look = {"theme": "dark", "size": "150", "spacing": "wide", "density": "compact", "underline": "text"}

    response = strict.post(
        "/settings/display/", {**look, "csrfmiddlewaretoken": page.context["csrf_token"]}, headers=HOME
    )

    assert response.cookies["display"].value == "dark.150.wide.compact.text"


def test_what_was_typed_while_the_session_ended_is_given_back(client, lesson, school):
    typed = {"part": "topic", "topic-text": "Степень с натуральным показателем", "topic-seen": ""}

    response = client.post(lesson.get_absolute_url(), typed)

    assert (response.status_code, heading(response)) == (403, "Вход завершён, войдите и отправьте ещё раз")
    assert f'rows="3">\n{typed["topic-text"]}</textarea>' in response.text
    assert '<input type="hidden" name="part" value="topic">' in response.text


def test_what_was_typed_is_taken_after_the_way_in(strict, teacher, lesson, school):
    teacher.set_password(make.PASSWORD)
    teacher.save()
    typed = {"part": "topic", "topic-text": "Степень с натуральным показателем", "topic-seen": ""}

    def send(page, address, fields):
        return strict.post(address, {**fields, "csrfmiddlewaretoken": page.context["csrf_token"]}, headers=HOME)

    ended = send(strict.get("/login/"), lesson.get_absolute_url(), typed)
    send(strict.get("/login/"), "/login/", {"username": "teacher", "password": make.PASSWORD})
    # The way in changes the token; the page that says so has the new one.
    outdated = send(ended, lesson.get_absolute_url(), typed)
    send(outdated, lesson.get_absolute_url(), typed)

    lesson.refresh_from_db()
    assert lesson.topic == "Степень с натуральным показателем"


@pytest.mark.parametrize("headers", [{"Origin": "https://example.org"}, {"Referer": "https://example.org/"}, {}])
def test_form_of_a_stranger_gets_no_token(strict, headers):
    response = strict.post("/settings/display/", {"size": "150"}, headers=headers)

    assert (response.status_code, response.context["fields"]) == (403, ())
    assert "Отправить ещё раз" not in response.text


@pytest.mark.parametrize(
    "value, is_text",
    [("7", False), ("7 А", True), ("а" * 31, True), ("UEsDBBQA" * 1000, False), ("тема урока " * 1000, True)],
)
def test_what_a_person_typed_is_told_from_what_a_form_carries(value, is_text):
    assert errors.Posted("field", value).is_text is is_text
