"""Who stands behind a login and a password: the own one, or that of a slip."""

from uuid import uuid4

import pytest

from accounts.actions import Recognised, Refused, recognise
from accounts.models import Slip, digest_of
from accounts.rules.entering import WRONG
from tests import make
from tests.guessing import with_password

CODE = "4F7K2MQP"


@pytest.fixture
def slip_of():
    def slip_of(person, code=CODE, **facts):
        facts = {"issued_at": make.NOW, "valid_until": make.TODAY} | facts
        digest = digest_of(person.pk, code)
        return Slip.objects.create(user=person, digest=digest, batch=uuid4(), issued_by=make.person(), **facts)

    return slip_of


def refused(person, password):
    with pytest.raises(Refused) as refusal:
        recognise(person.login, password, day=make.TODAY)
    return str(refusal.value)


def test_own_password_is_recognised(parent):
    with_password(parent)

    found = recognise(" PARENT ", make.PASSWORD, day=make.TODAY)

    assert found == Recognised(parent)
    assert found.person.on == make.TODAY


@pytest.mark.parametrize("typed", ["4F7K2MQP", "4f7k-2mqp", " 4F7K 2MQP ", "4F7К-2МQР"])
def test_slip_is_recognised_however_it_is_typed(parent, slip_of, typed):
    slip = slip_of(parent)

    assert recognise("parent", typed, day=make.TODAY) == Recognised(parent, slip)


def test_slip_of_another_person_is_a_wrong_password(parent, student, slip_of):
    slip_of(student)

    assert refused(parent, CODE) == WRONG


@pytest.mark.parametrize(
    "facts, sentence",
    [
        (
            {"used_at": make.NOW},
            (
                "По этой карточке уже входили 12\xa0октября 2026\xa0года и придумали свой пароль: войдите с ним. "
                "Если это были не вы или пароль забыт, нужна новая карточка. "
                "Новую напечатает классный руководитель или администратор школы."
            ),
        ),
        (
            {"replaced_at": make.NOW},
            (
                "Эта карточка не действует: 12\xa0октября 2026\xa0года её заменила более новая. "
                "Если той у вас нет, попросите ещё одну у классного руководителя или администратора школы."
            ),
        ),
        (
            {"valid_until": make.TODAY - make.days(1)},
            (
                "Карточка действовала до 11\xa0октября 2026\xa0года включительно. "
                "Новую напечатает классный руководитель или администратор школы."
            ),
        ),
    ],
    ids=["used", "replaced", "expired"],
)
def test_slip_that_opens_nothing_explains_itself(parent, slip_of, facts, sentence):
    slip_of(parent, **facts)

    assert refused(parent, CODE) == sentence
    assert refused(parent, "4F7K2MQQ") == WRONG


def test_slip_that_opens_nothing_names_nobody(parent, slip_of):
    slip_of(parent, used_at=make.NOW)

    sentence = refused(parent, CODE)

    assert not any(name in sentence for name in (parent.surname, parent.name, parent.patronymic, parent.login))


def test_slip_replaced_by_one_that_was_used_leads_to_the_own_password(parent, slip_of):
    with_password(parent)
    slip_of(parent, replaced_at=make.NOW)

    assert refused(parent, CODE) == (
        "Эта карточка не действует: 12\xa0октября 2026\xa0года её заменила более новая, и по той уже придумали свой "
        "пароль: войдите с ним. Если это были не вы или пароль забыт, нужна новая карточка. "
        "Новую напечатает классный руководитель или администратор школы."
    )


def test_newer_slip_leaves_the_older_one_explained(parent, slip_of):
    slip_of(parent, replaced_at=make.NOW)
    slip = slip_of(parent, "ABCDEFGH")

    assert refused(parent, CODE).startswith("Эта карточка не действует")
    assert recognise("parent", "ABCDEFGH", day=make.TODAY).slip == slip


def test_slip_of_a_person_who_has_left_tells_that(parent, slip_of):
    slip_of(parent, used_at=make.NOW)
    parent.held_roles.update(until=make.TODAY - make.days(1))

    assert refused(parent, CODE).startswith("Ваш доступ закончился.")


def test_slip_leads_from_the_sign_in_to_the_own_password(client, parent, slip_of):
    slip_of(parent)

    answer = client.post("/login/", {"username": "parent", "password": CODE, "next": "/help/"})

    assert (answer.status_code, answer.url) == (302, "/activate/password/")
    assert client.session["awaited"]["next"] == "/help/"
    assert "_auth_user_id" not in client.session
