"""Russian letters on SQLite: its own LIKE, LOWER and UPPER know only the Latin alphabet."""

import re
from functools import lru_cache

from django.db.backends.signals import connection_created


def teach_cyrillic() -> None:
    """Give every new SQLite connection text functions that agree with PostgreSQL."""
    connection_created.connect(_register, dispatch_uid="accounts.sqlite")


def _register(connection, **kwargs):
    if connection.vendor == "sqlite":
        for name, arity, function in (
            ("like", 2, like),
            ("like", 3, like),
            ("lower", 1, lambda text: text and str(text).lower()),
            ("upper", 1, lambda text: text and str(text).upper()),
        ):
            connection.connection.create_function(name, arity, function, deterministic=True)


def like(pattern, text, escape=None):
    """Answer as SQL's LIKE does, whatever the case; NULL when either side is NULL."""
    if pattern is None or text is None:
        return None
    return _compiled(str(pattern), escape).fullmatch(str(text)) is not None


@lru_cache(maxsize=256)
def _compiled(pattern, escape):
    parts, characters = [], iter(pattern)
    for character in characters:
        if character == escape:
            parts.append(re.escape(next(characters, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(character) or re.escape(character))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
