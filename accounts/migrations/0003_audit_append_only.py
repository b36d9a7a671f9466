"""The database itself refuses to change or remove a row of the audit log."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_is_never_{event}d BEFORE {event} ON accounts_auditentry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION accounts_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRES = """
CREATE TRIGGER audit_is_never_{event}d BEFORE {event} ON accounts_auditentry
FOR EACH ROW EXECUTE FUNCTION accounts_audit_is_append_only()
"""
EVENTS = ("UPDATE", "DELETE")


def add_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
    trigger = {"postgresql": POSTGRES, "sqlite": SQLITE}[schema_editor.connection.vendor]
    for event in EVENTS:
        schema_editor.execute(trigger.format(event=event.lower()))


def drop_triggers(apps, schema_editor):
    on_table = " ON accounts_auditentry" if schema_editor.connection.vendor == "postgresql" else ""
    for event in EVENTS:
        schema_editor.execute(f"DROP TRIGGER audit_is_never_{event.lower()}d{on_table}")
    if on_table:
        schema_editor.execute("DROP FUNCTION accounts_audit_is_append_only()")


class Migration(migrations.Migration):
    dependencies = (("accounts", "0002_ways_in"),)

    operations = (migrations.RunPython(add_triggers, drop_triggers),)
