"""What people settle for themselves: the address of letters, the devices, who reads the diary of one come of age."""

from datetime import datetime

from django.db import transaction

from accounts.actions.audit import note
from accounts.enums import AuditKind
from accounts.models import Guardianship, Session, User


@transaction.atomic
def change_email(person: User, email: str, *, at: datetime) -> None:
    """Keep another address, or none; the log tells that it was changed and not what it is."""
    if User.objects.filter(pk=person.pk).exclude(email=email).update(email=email):
        note(AuditKind.CHANGED, by=person, at=at, person=person, detail="эл. почта")


@transaction.atomic
def end_devices(person: User, keys, *, at: datetime) -> int:
    """Sign a person out where the sessions have these keys; returns on how many devices."""
    ended, _ = Session.objects.filter(user=person, pk__in=keys).delete()
    if ended:
        note(AuditKind.SIGNED_OUT, by=person, at=at, person=person, detail=f"устройств: {ended}")
    return ended


@transaction.atomic
def let_read(link: Guardianship, *, is_allowed: bool, by: User, at: datetime) -> None:
    """Let a parent go on reading the diary of one come of age, or no longer; said twice, it is noted once."""
    stands = Guardianship.objects.filter(pk=link.pk, allowed_at__isnull=is_allowed)
    if stands.update(allowed_at=at if is_allowed else None):
        kind = AuditKind.ALLOWED if is_allowed else AuditKind.FORBIDDEN
        note(kind, by=by, at=at, person=link.child, other=link.guardian)
