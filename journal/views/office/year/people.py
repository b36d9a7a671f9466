"""Whom the rows of an archive name: a person, a lesson, a work is read once, not with each row beside it."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Model

from accounts.models import User

Row = TypeVar("Row", bound=Model)


class People:
    """People by their keys, for the whole archive."""

    def __init__(self):
        self.known: dict[int, User] = {}

    def beside(self, rows: Iterable[Row], *names: str) -> list[Row]:
        """Return the rows with the people that these keys of them name. One query more where some are new."""
        rows = list(rows)
        keys = {getattr(row, f"{name}_id") for row in rows for name in names} - {None}
        if new := keys - self.known.keys():
            self.known |= User.objects.in_bulk(new)
        for name in names:
            put(rows, name, self.known)
        return rows


def put(rows: Iterable[Model], name: str, known: Mapping[int, Model]) -> None:
    """Put beside each row the one that its key names."""
    for row in rows:
        key = getattr(row, f"{name}_id")
        if key is not None:
            setattr(row, name, known[key])
