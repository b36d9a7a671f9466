import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.hashers import SchoolArgon2
from diary.environment import SQLITE_OPTIONS, apart, database, mail, secret, site

GOOD = "Zp4-Wc9_tR7mK2xV8bN5qL3dF6hJ1sG0yT4uE7iO2aP9rX5wC8kM3"
ROOT = Path(__file__).resolve().parents[1]


def test_secret_comes_from_the_environment(tmp_path):
    found = secret("SECRET_KEY", {"SECRET_KEY": GOOD}, keep_in=tmp_path / "secret_key")

    assert found == GOOD
    assert list(tmp_path.iterdir()) == []


def test_secret_missing_outside_the_demonstration_is_refused():
    with pytest.raises(ImproperlyConfigured, match="Не задана переменная окружения HISTORY_KEY"):
        secret("HISTORY_KEY", {"HISTORY_KEY": ""})


@pytest.mark.parametrize(
    "value",
    [
        f"django-insecure-{GOOD}",
        f"{GOOD}Change-Me{GOOD}",
        "secret-key-secret-key-secret-key-secret-key-secret-key-12345",
    ],
)
def test_secret_from_an_example_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="значение из примера: переменная окружения SECRET_KEY"):
        secret("SECRET_KEY", {"SECRET_KEY": value})


@pytest.mark.parametrize("value", [GOOD[:49], "0123" * 20])
def test_secret_that_can_be_guessed_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="слишком прост"):
        secret("SECRET_KEY", {"SECRET_KEY": value})


def test_secret_of_the_demonstration_is_made_once_for_its_owner(tmp_path):
    path = tmp_path / "var" / "secret_key"

    first, second = secret("SECRET_KEY", {}, keep_in=path), secret("SECRET_KEY", {}, keep_in=path)

    assert first == second == path.read_text()
    assert len(first) >= 50
    assert S_IMODE(path.stat().st_mode) == 0o600


def test_secret_of_the_demonstration_cut_short_is_refused(tmp_path):
    path = tmp_path / "secret_key"
    path.write_text("")

    with pytest.raises(ImproperlyConfigured, match=f"файл {path}"):
        secret("SECRET_KEY", {}, keep_in=path)


def test_database_on_sqlite_queues_its_writers(tmp_path):
    settings = database(f"sqlite:///{tmp_path}/school.sqlite3")

    assert settings["NAME"] == f"{tmp_path}/school.sqlite3"
    assert settings["OPTIONS"] == SQLITE_OPTIONS
    assert settings["CONN_MAX_AGE"] is None


def test_database_on_postgresql_keeps_checked_connections():
    settings = database("postgres://diary:pass@db.school:5433/journal")

    assert settings == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "journal",
        "USER": "diary",
        "PASSWORD": "pass",
        "HOST": "db.school",
        "PORT": 5433,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


@pytest.mark.parametrize("url", ["mysql://diary@db/journal", "journal", ""])
def test_database_of_another_kind_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL должен начинаться"):
        database(url)


def test_passwords_are_kept_by_argon2id_at_the_school_s_cost():
    encoded = SchoolArgon2().encode("diary-89", "saltsaltsaltsalt")

    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def start(**environment):
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_server_outside_the_demonstration_does_not_start_without_a_secret():
    started = start()

    assert started.returncode == 1
    assert "Не задана переменная окружения SECRET_KEY" in started.stderr


def test_server_outside_the_demonstration_starts_with_secrets():
    started = start(SECRET_KEY=GOOD, HISTORY_KEY=GOOD[::-1])

    assert (started.returncode, started.stderr) == (0, "")


def test_one_secret_for_both_uses_is_refused():
    with pytest.raises(ImproperlyConfigured, match="должны быть разными"):
        apart(GOOD, GOOD)


def test_command_tells_a_missing_setting_in_a_sentence():
    command = [sys.executable, "manage.py", "check"]

    answer = subprocess.run(command, cwd=ROOT, env={"DEMO": "0"}, capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert answer.stderr.startswith("Не задана переменная окружения SECRET_KEY.")


def test_mail_server_is_read_from_its_address():
    settings = mail("smtp+tls://diary%40school.example:pass@mail.school.example:587", "diary@school.example")

    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_TIMEOUT")
    assert [settings[name] for name in names] == [
        *("mail.school.example", 587, "diary@school.example", "pass"),
        *(True, 20),
    ]


def test_without_a_mail_server_nothing_is_sent():
    assert mail("", "") == {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


@pytest.mark.parametrize(
    "url, sender, refusal",
    [
        ("imap://mail.school.example", "a@school.example", "EMAIL_URL должен начинаться"),
        ("smtp://mail.school.example", "", "не DEFAULT_FROM_EMAIL"),
    ],
)
def test_mail_server_that_cannot_be_used_is_refused(url, sender, refusal):
    with pytest.raises(ImproperlyConfigured, match=refusal):
        mail(url, sender)


@pytest.mark.parametrize(
    "hosts, tls, address",
    [
        (["diary.school.example", "10.0.0.5"], True, "https://diary.school.example"),
        (["*", ".school.example", "10.0.0.5"], False, "http://10.0.0.5"),
        (["*"], True, ""),
        ([], True, ""),
    ],
)
def test_letters_name_the_first_host_that_is_one_name(hosts, tls, address):
    assert site(hosts, tls=tls) == address
