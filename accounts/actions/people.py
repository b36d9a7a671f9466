"""How a person is held still while something of theirs is changed."""

from collections.abc import Iterable

from accounts.actions.refusals import unless
from accounts.models import User
from accounts.rules import desk


def held_still(*people: User) -> list[User]:
    """Return the people as they stand, locked until the transaction ends, in the order given. One query.

    Everything that is done at the desk begins so: of two administrators the second sees what the first has done.
    Raises Refused for a person whose personal data are destroyed.
    """
    found = _locked({person.pk for person in people})
    for person in found.values():
        unless(person.destroyed_at and desk.DESTROYED)
    return [found[person.pk] for person in people]


def _locked(keys: Iterable[int]) -> dict[int, User]:
    # Always in one order, so that two who hold the same people never wait for each other.
    rows = User.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {person.pk: person for person in rows}
