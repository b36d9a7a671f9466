import io

import pytest
from django.core.management import CommandError, call_command

from accounts.management.commands import give_login
from tests import make

PASSWORD = "три слова подряд"


@pytest.fixture
def typed(monkeypatch):
    """Let the command read this line as its input."""

    def type_in(line):
        monkeypatch.setattr("sys.stdin", io.StringIO(line))

    return type_in


def test_person_gets_a_login_and_a_password(db, typed, capsys):
    person = make.person("Титов", "Олег", "Иванович", code="А-1")
    typed(f"{PASSWORD}\n")

    call_command("give_login", "А-1", " Titov ")

    person.refresh_from_db()
    assert (person.login, person.check_password(PASSWORD)) == ("titov", True)
    assert capsys.readouterr().out == "Титов Олег Иванович входит с логином titov.\n"


def test_password_is_asked_for_at_a_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(give_login, "getpass", lambda prompt: PASSWORD)

    assert give_login.asked() == PASSWORD


@pytest.mark.parametrize(
    "code, login, line, sentence",
    [
        ("нет такого", "titov", PASSWORD, "нет человека с кодом"),
        ("А-1", "teacher", PASSWORD, "уже существует"),
        ("А-1", "titov", "12345", "Нужно не меньше 12 знаков"),
    ],
)
def test_refused_login_changes_nothing(teacher, typed, code, login, line, sentence):
    person = make.person("Титов", "Олег", "Иванович", code="А-1")
    typed(line)

    with pytest.raises(CommandError, match=sentence):
        call_command("give_login", code, login)

    person.refresh_from_db()
    assert person.login is None
