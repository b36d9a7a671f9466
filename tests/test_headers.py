"""What answers tell browsers and proxies."""

import pytest

EVERY_ANSWER = ("Content-Security-Policy", "Permissions-Policy", "X-Frame-Options", "X-Content-Type-Options")
NOT_KEPT = "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize(
    "page, status",
    [
        ("/login/", 200),
        ("/help", 301),
        ("/home/", 302),
        ("/nothing/", 404),
        ("/logout/", 405),
        ("/admin/", 302),
        ("/static/css/base.css", 200),
        ("/healthz", 200),
    ],
)
def test_every_answer_is_guarded(client, school, page, status):
    response = client.get(page)
    response.close()

    assert (response.status_code, [name for name in EVERY_ANSWER if name not in response.headers]) == (status, [])


def test_answer_to_a_foreign_host_is_guarded(client, db):
    response = client.get("/", headers={"Host": "example.org"})

    assert (response.status_code, [name for name in EVERY_ANSWER if name not in response.headers]) == (400, [])


@pytest.mark.parametrize("page", ["/home/", "/students/{}/marks/", "/students/999/marks/", "/help/", "/teach/"])
def test_page_of_a_signed_in_person_is_kept_nowhere(client, student, school, page):
    client.force_login(student)

    assert client.get(page.format(student.pk))["Cache-Control"] == NOT_KEPT


def test_public_page_may_be_kept(client, school):
    assert "Cache-Control" not in client.get("/help/").headers


def test_redirect_to_https_is_guarded(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/")

    assert (response.status_code, "Content-Security-Policy" in response.headers) == (301, True)
