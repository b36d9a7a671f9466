"""Who stands behind a login and a password."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from accounts.access import shut_out
from accounts.actions.refusals import Refused, unless
from accounts.models import Slip, User
from accounts.rules.entering import WRONG, slip_refusal
from accounts.rules.one_time import folded_code


class Unrecognised(Refused):
    """Nobody stands behind what was typed; which part of it was wrong is not told."""


@dataclass(frozen=True)
class Recognised:
    """A person who may come in: by the own password, or by a slip that is still to be used."""

    person: User
    slip: Slip | None = None


def recognise(login: str, password: str, *, day: date) -> Recognised:
    """Return the person of a login and of the own or the one-time password.

    Raises Refused with the sentence for the person; of a person, a lock or a slip only after the right password.
    An unknown login costs what a wrong password does: two queries and one run of the hash.
    """
    found = User.objects.with_login(login).first()
    person = found or User(pk=0, password=UNUSABLE_PASSWORD_PREFIX)
    is_right = person.check_password(password)
    slip = None if is_right else Slip.objects.holding(person.pk, folded_code(password)).newest_first().first()
    if not is_right and slip is None:
        raise Unrecognised(WRONG)
    unless(shut_out(person.acting_on(day)))
    unless(slip and slip_refusal(slip, day, has_password=person.has_usable_password()))
    return Recognised(person, slip)
