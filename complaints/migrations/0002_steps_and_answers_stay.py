"""The database itself refuses to change a step, to remove anything, and to change an answer that has been approved."""

from django.db import migrations

STAYS = "complaints_complaint", "complaints_step", "complaints_question", "complaints_answer"
# What an approval fixes.
FIXED = "addressee", "address", "text", "executor", "year", "serial", "approved_by_id", "approved_at", "approved_on"

SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}
BEGIN SELECT RAISE(ABORT, 'complaints are kept as they were'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION complaints_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'complaints are kept as they were' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRES = """
CREATE TRIGGER {name} BEFORE {event} ON {table}
FOR EACH {each} {condition} EXECUTE FUNCTION complaints_are_kept()
"""
EACH = {"UPDATE": "ROW", "DELETE": "ROW", "TRUNCATE": "STATEMENT"}


def triggers(vendor):
    """Yield the triggers: their names, events, tables, conditions. SQLite knows no TRUNCATE."""
    removals = ("DELETE", "TRUNCATE") if vendor == "postgresql" else ("DELETE",)
    for table in STAYS:
        for event in removals:
            yield f"{table}_is_never_{event.lower()}d", event, table, ""
    yield "complaints_step_is_never_updated", "UPDATE", "complaints_step", ""
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in FIXED)
    condition = f"WHEN (OLD.approved_at IS NOT NULL AND ({changed}))"
    yield "complaints_answer_stays_approved", "UPDATE", "complaints_answer", condition


def add_triggers(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
    pattern = {"postgresql": POSTGRES, "sqlite": SQLITE}[vendor]
    for name, event, table, condition in triggers(vendor):
        facts = {"name": name, "event": event, "table": table, "condition": condition, "each": EACH[event]}
        schema_editor.execute(pattern.format(**facts))


def drop_triggers(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for name, _, table, _ in triggers(vendor):
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if vendor == "postgresql" else ""))
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION complaints_are_kept()")


class Migration(migrations.Migration):
    dependencies = (("complaints", "0001_initial"),)

    operations = (migrations.RunPython(add_triggers, drop_triggers),)
