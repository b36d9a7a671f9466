import pytest
from django.core.management import CommandError, call_command

from accounts.enums import AuditKind, Role
from accounts.models import AuditEntry, Slip
from accounts.rules.one_time import folded_code
from tests import make


def test_person_gets_a_login_and_a_one_time_password(db, capsys):
    person = make.person("Титов", "Олег", "Иванович", code="А-1", roles=(Role.ADMINISTRATOR,))

    call_command("give_login", "А-1")

    name, login, password, term = capsys.readouterr().out.splitlines()
    assert (name, login, term) == (
        "Титов Олег Иванович",
        "Логин: titov.o",
        "Действует по 11.11.2026 на странице /activate/",
    )
    assert Slip.objects.holding(person.pk, folded_code(password.partition(": ")[2])).exists()
    assert {(entry.kind, entry.by) for entry in AuditEntry.objects.all()} == {
        (AuditKind.LOGIN, None),
        (AuditKind.SLIP, None),
    }


@pytest.mark.parametrize("code, sentence", [("нет такого", "нет человека с кодом"), ("А-1", "есть роль в школе")])
def test_refused_login_changes_nothing(db, code, sentence):
    person = make.person("Титов", "Олег", "Иванович", code="А-1")

    with pytest.raises(CommandError, match=sentence):
        call_command("give_login", code)

    person.refresh_from_db()
    assert (person.login, Slip.objects.count()) == (None, 0)
