"""The way in shut and opened, sessions ended, the second step taken off."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import actions
from accounts.actions import Refused
from accounts.enums import AuditKind, NoticeKind
from accounts.models import Notice, User
from accounts.rules import desk
from tests import make
from tests.desk import log, sign_in


def lock(person, *, by):
    actions.lock(person, reason="Телефон украден", by=by, at=make.NOW)


def unlock(person, *, by):
    actions.unlock(person, reason="Телефон найден", by=by, at=make.NOW)


def test_lock_shuts_the_way_in_and_ends_what_is_open(client, administrator, parent):
    sessions = sign_in(client, parent)

    lock(parent, by=administrator)

    assert (sessions.count(), User.objects.get(pk=parent.pk).is_active) == (0, False)
    assert log() == [(AuditKind.LOCKED, parent, None, "Телефон украден")]


def test_lock_is_taken_off_with_a_reason(administrator, parent):
    lock(parent, by=administrator)

    unlock(parent, by=administrator)

    assert User.objects.get(pk=parent.pk).is_active
    assert log()[-1] == (AuditKind.UNLOCKED, parent, None, "Телефон найден")


def test_lock_is_put_on_once_and_taken_off_once(administrator, parent):
    with pytest.raises(Refused, match=desk.UNLOCKED):
        unlock(parent, by=administrator)
    lock(parent, by=administrator)
    with pytest.raises(Refused, match=desk.LOCKED):
        lock(parent, by=administrator)

    assert len(log()) == 1


def test_nobody_shuts_out_oneself_or_the_director(administrator, director):
    with pytest.raises(Refused, match=desk.OWN_LOCK):
        lock(administrator, by=administrator)
    with pytest.raises(Refused, match=desk.DIRECTOR_LOCK):
        lock(director, by=administrator)

    assert log() == []


def test_sessions_are_ended_and_noted_if_there_were_any(client, administrator, parent):
    sign_in(client, parent)

    ended = [actions.end_sessions(parent, by=administrator, at=make.NOW) for _ in range(2)]

    assert ended == [1, 0]
    assert log() == [(AuditKind.SIGNED_OUT, parent, None, "")]


def test_second_step_is_taken_off_and_its_person_is_told(administrator, teacher):
    TOTPDevice.objects.create(user=teacher, name="телефон")

    actions.take_factor(teacher, reason="Телефон потерян", by=administrator, at=make.NOW)

    assert not TOTPDevice.objects.exists()
    assert log() == [(AuditKind.FACTOR_TAKEN, teacher, None, "Телефон потерян")]
    assert [(told.recipient, told.kind) for told in Notice.objects.all()] == [(teacher, NoticeKind.SCHOOL)]


def test_second_step_that_is_not_there_or_ones_own_stays(administrator, teacher):
    TOTPDevice.objects.create(user=administrator, name="телефон")

    with pytest.raises(Refused, match=desk.NO_FACTOR):
        actions.take_factor(teacher, reason="-", by=administrator, at=make.NOW)
    with pytest.raises(Refused, match=desk.OWN_FACTOR):
        actions.take_factor(administrator, reason="-", by=administrator, at=make.NOW)

    assert TOTPDevice.objects.count() == 1
