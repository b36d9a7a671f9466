"""How people come to the diary."""

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from accounts.enums import Entrance
from accounts.models import User, Visit


def note_visit(person: User, *, entrance: Entrance, began_at: datetime, at: datetime) -> Visit:
    """Note that a person has signed in; `began_at`, when the way began, is never after that."""
    return Visit.objects.create(
        user=person,
        began_at=min(began_at, at),
        signed_in_at=at,
        entrance=entrance,
        device=person.device,
    )


def note_shown(visit_pk: int, *, at: datetime) -> None:
    """Note when the person has been shown the first page with information; the first time stays."""
    Visit.objects.filter(pk=visit_pk, shown_at__isnull=True).update(shown_at=Greatest(F("signed_in_at"), at))
