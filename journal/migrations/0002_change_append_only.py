"""The database itself refuses to change or remove a row of the history."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER change_is_never_{event}d BEFORE {event} ON journal_change
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION journal_change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the history is append-only' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRES = """
CREATE TRIGGER change_is_never_{event}d BEFORE {event} ON journal_change
FOR EACH ROW EXECUTE FUNCTION journal_change_is_append_only()
"""
EVENTS = ("UPDATE", "DELETE")


def add_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
    trigger = {"postgresql": POSTGRES, "sqlite": SQLITE}[schema_editor.connection.vendor]
    for event in EVENTS:
        schema_editor.execute(trigger.format(event=event.lower()))


def drop_triggers(apps, schema_editor):
    on_table = " ON journal_change" if schema_editor.connection.vendor == "postgresql" else ""
    for event in EVENTS:
        schema_editor.execute(f"DROP TRIGGER change_is_never_{event.lower()}d{on_table}")
    if on_table:
        schema_editor.execute("DROP FUNCTION journal_change_is_append_only()")


class Migration(migrations.Migration):
    dependencies = (("journal", "0001_initial"),)

    operations = (migrations.RunPython(add_triggers, drop_triggers),)
