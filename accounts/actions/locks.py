"""The way in, shut and opened by the administrator."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions.audit import note
from accounts.actions.notices import tell
from accounts.actions.people import held_still
from accounts.actions.refusals import unless
from accounts.enums import AuditKind, NoticeKind, Role
from accounts.models import HeldRole, Session, User
from accounts.rules import desk

TAKEN = "Школа выключила второй шаг вашего входа. Если вы об этом не просили, сразу скажите директору и смените пароль."


@transaction.atomic
def lock(person: User, *, reason: str, by: User, at: datetime) -> None:
    """Shut a person out, and end what they have open; records stay."""
    unless(by.pk == person.pk and desk.OWN_LOCK)
    [fresh] = held_still(person)
    unless(_directs(fresh, at) and desk.DIRECTOR_LOCK)
    unless(fresh.locked_at and desk.LOCKED)
    fresh.locked_at = at
    fresh.save(update_fields=["locked_at"])
    Session.objects.filter(user=fresh).delete()
    note(AuditKind.LOCKED, by=by, at=at, person=fresh, detail=reason)


@transaction.atomic
def unlock(person: User, *, reason: str, by: User, at: datetime) -> None:
    """Let a person in again, by the login and the password they had."""
    [fresh] = held_still(person)
    unless(not fresh.locked_at and desk.UNLOCKED)
    fresh.locked_at = None
    fresh.save(update_fields=["locked_at"])
    note(AuditKind.UNLOCKED, by=by, at=at, person=fresh, detail=reason)


@transaction.atomic
def end_sessions(person: User, *, by: User, at: datetime) -> int:
    """Sign a person out everywhere and return on how many devices; whoever has none open leaves no line in the log."""
    ended, _ = Session.objects.filter(user=person).delete()
    if ended:
        note(AuditKind.SIGNED_OUT, by=by, at=at, person=person)
    return ended


@transaction.atomic
def take_factor(person: User, *, reason: str, by: User | None, at: datetime) -> None:
    """Take off the second step of a person who has lost the telephone, and tell them of it.

    The director's is taken off at the server's own command line alone, where `by` is None: with a printed slip beside
    it the administrator would come in as the one who appoints administrators.
    """
    unless(by and by.pk == person.pk and desk.OWN_FACTOR)
    [fresh] = held_still(person)
    unless(by and _directs(fresh, at) and desk.DIRECTOR_FACTOR)
    taken, _ = TOTPDevice.objects.filter(user=fresh).delete()
    unless(not taken and desk.NO_FACTOR)
    note(AuditKind.FACTOR_TAKEN, by=by, at=at, person=fresh, detail=reason)
    key = f"factor-taken-{at.isoformat()}"
    tell([fresh], kind=NoticeKind.SCHOOL, text=TAKEN, address="", key=key, at=at)


def _directs(person, at) -> bool:
    return HeldRole.objects.on(localdate(at)).filter(user=person, role=Role.DIRECTOR).exists()
