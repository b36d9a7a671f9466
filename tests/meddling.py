"""What passes triggers that watch single rows."""

from django.db import connection

STROKES = {"sqlite": "REPLACE INTO {table} SELECT * FROM {table}", "postgresql": "TRUNCATE {table}"}


def empty_or_replace(model) -> None:
    """Empty the model's table at one stroke; write its rows over on SQLite, which has no such stroke."""
    # PostgreSQL empties no table whose keys it has still to check.
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(STROKES[connection.vendor].format(table=model._meta.db_table))
