"""Whom the control chooses from."""

from datetime import date

from django.db.models import Exists, OuterRef

from accounts.enums import Role
from accounts.models import HeldRole, User
from journal.rules.pausing import FURTHEST_PAUSE


def teachers_around(today: date) -> list[User]:
    """Return who is a teacher, or has been one within a year: what one who has left owes is still counted.

    `is_here`: whether the person is a teacher today.
    """
    held = HeldRole.objects.filter(role=Role.TEACHER)
    people = User.objects.living().filter(pk__in=held.within(today - FURTHEST_PAUSE, today).values("user"))
    return list(people.annotate(is_here=Exists(held.on(today).filter(user=OuterRef("pk")))).in_order())
