"""What a hand in the database does first: it puts aside the triggers that keep the history."""

from django.db import connection

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
# Not those of foreign keys, which are the database's own.
GUARDED = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"


def put_aside() -> None:
    """Let anything be written, until the transaction is rolled back."""
    # PostgreSQL alters no table whose keys it has still to check.
    connection.check_constraints()
    asked, aside = {
        "sqlite": (TRIGGERS, "DROP TRIGGER {}"),
        "postgresql": (GUARDED, "ALTER TABLE {} DISABLE TRIGGER USER"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked)
        for name, *_ in cursor.fetchall():
            cursor.execute(aside.format(name))
