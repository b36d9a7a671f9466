"""Tests that commit are cleaned up by DELETE on SQLite, which the history forbids: its triggers step aside for that."""

from django.db.backends.sqlite3.base import DatabaseOperations

deletions = DatabaseOperations.sql_flush


def let_history_be_flushed() -> None:
    DatabaseOperations.sql_flush = sql_flush


def sql_flush(operations, style, tables, **options):
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = dict(cursor.fetchall())
    drops = [f"DROP TRIGGER {name}" for name in triggers]
    return [*drops, *deletions(operations, style, tables, **options), *triggers.values()]
