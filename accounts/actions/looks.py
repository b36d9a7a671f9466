"""Who of the staff opened the pages of a child."""

from collections.abc import Sequence
from datetime import date

from accounts.enums import Role
from accounts.keep import kept
from accounts.models import Look, User

DAY = 24 * 60 * 60


def note_look(child: int, *, by: User, on: date, opened_to: Sequence[Role]) -> None:
    """Note that a person has opened the child's pages, by the first of the roles that opens them.

    One query for the first page of a child on a day, none for the others that the same process answers.
    """
    _noted(child, by.pk, next(role for role in opened_to if role in by.roles), on)


# What is kept is only that it has been written: another process may write it again, to no effect.
@kept(seconds=DAY)
def _noted(child, reader, role, day):
    Look.objects.bulk_create([Look(child_id=child, reader_id=reader, role=role, day=day)], ignore_conflicts=True)
