"""Tests that commit are cleaned up by DELETE on SQLite and by TRUNCATE on PostgreSQL.

What is append-only forbids both: its triggers step aside for that.
"""

from django.db.backends.postgresql.base import DatabaseOperations as PostgreSQL
from django.db.backends.sqlite3.base import DatabaseOperations as SQLite

from demo.triggers import GUARDED, TRIGGERS

deletions, truncations = SQLite.sql_flush, PostgreSQL.sql_flush


def let_history_be_flushed() -> None:
    SQLite.sql_flush, PostgreSQL.sql_flush = delete, truncate


def delete(operations, style, tables, **options):
    triggers = dict(rows(operations, TRIGGERS))
    drops = [f"DROP TRIGGER {name}" for name in triggers]
    return [*drops, *deletions(operations, style, tables, **options), *triggers.values()]


def truncate(operations, style, tables, **options):
    guarded = [table for (table,) in rows(operations, GUARDED)]
    aside, back = ([f"ALTER TABLE {table} {word} TRIGGER USER" for table in guarded] for word in ("DISABLE", "ENABLE"))
    return [*aside, *truncations(operations, style, tables, **options), *back]


def rows(operations, query):
    with operations.connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
