import pytest
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import actions
from accounts.enums import AuditKind
from accounts.models import AuditEntry
from tests import make


def test_second_step_of_a_director_is_taken_off_at_the_server_alone(director, administrator, capsys):
    TOTPDevice.objects.create(user=director)

    with pytest.raises(actions.Refused, match="только на самом сервере"):
        actions.take_factor(director, reason="-", by=administrator, at=make.NOW)
    call_command("take_factor", director.code, "Телефон потерян")

    [entry] = AuditEntry.objects.all()
    assert (entry.kind, entry.by, entry.person, entry.detail) == (
        AuditKind.FACTOR_TAKEN,
        None,
        director,
        "Телефон потерян",
    )
    assert TOTPDevice.objects.count() == 0
    assert capsys.readouterr().out == "Орлова Елена Викторовна: второй шаг входа выключен.\n"


@pytest.mark.parametrize("code, sentence", [("нет такого", "нет человека с кодом"), ("А-1", "уже выключен")])
def test_second_step_that_is_not_there_is_not_taken_off(db, code, sentence):
    make.person(code="А-1")

    with pytest.raises(CommandError, match=sentence):
        call_command("take_factor", code, "-")
