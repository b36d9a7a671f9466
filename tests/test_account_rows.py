"""Words of the rows about the ways in: slips, logins given, links with an adult child."""

import pytest

from accounts.enums import AccountState
from accounts.models import Guardianship, User, free_of, take
from tests import make, sound_rows

BIRTHDAY = make.TODAY.replace(year=make.TODAY.year - 18)


def state_of(person):
    return User.objects.with_slip().get(pk=person.pk).account_state(make.TODAY)


def test_login_taken_once_is_never_free_again(db):
    take(["abramov.p"], at=make.NOW)
    make.person(login="yashin.i")

    assert free_of(["abramov.p", "yashin.i", "yashin.i2"]) == {"yashin.i2"}


@pytest.mark.parametrize(
    "facts, expected",
    [
        ({}, AccountState.ISSUED),
        ({"valid_until": make.TODAY}, AccountState.ISSUED),
        ({"valid_until": make.TODAY - make.days(1)}, AccountState.EXPIRED),
        ({"used_at": make.NOW}, AccountState.NONE),
        ({"replaced_at": make.NOW}, AccountState.NONE),
    ],
)
def test_state_follows_the_slip(db, facts, expected):
    slip = sound_rows.slip()
    type(slip).objects.update(**facts)

    assert state_of(slip.user) == expected


@pytest.mark.parametrize(
    "facts, expected",
    [
        ({}, AccountState.NONE),
        ({"last_login": make.NOW}, AccountState.ENTERED),
        ({"last_login": make.NOW, "locked_at": make.NOW}, AccountState.LOCKED),
    ],
)
def test_state_without_a_slip_follows_the_person(db, facts, expected):
    assert state_of(make.person(**facts)) == expected


@pytest.mark.parametrize(
    "born_on, allowed_at, expected",
    [
        (None, None, 1),
        (BIRTHDAY + make.days(1), None, 1),
        (BIRTHDAY, None, 0),
        (BIRTHDAY, make.NOW, 1),
    ],
)
def test_link_with_a_child_of_age_needs_the_child_s_leave(db, born_on, allowed_at, expected):
    make.guardianship(make.person(), make.person(born_on=born_on))
    Guardianship.objects.update(allowed_at=allowed_at)

    assert Guardianship.objects.on(make.TODAY).count() == expected
