"""What the desk says of a person."""

import pytest

from accounts.enums import Role
from accounts.rules.desk import no_slip


@pytest.mark.parametrize(
    "roles, facts, said",
    [
        ({Role.TEACHER}, {"is_own": True}, "Себе карточку не печатают"),
        ({Role.PARENT}, {"is_locked": True}, "Вход закрыт."),
        ((), {}, "Сегодня у человека нет роли"),
        ({Role.DIRECTOR, Role.ADMINISTRATOR}, {}, "Директору карточку выдают только на самом сервере."),
        ({Role.ADMINISTRATOR, Role.TEACHER}, {}, "Администратору карточку печатает директор."),
        ({Role.TEACHER, Role.PARENT}, {}, "Эту карточку печатает администратор."),
    ],
)
def test_slip_is_refused_for_the_one_reason(roles, facts, said):
    assert no_slip(frozenset(roles), **{"is_own": False, "is_locked": False} | facts).startswith(said)
