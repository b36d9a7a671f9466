"""The database keeps the words of an author, too, and lets them be emptied once the author's data are destroyed."""

from importlib import import_module

from django.db import migrations

before = import_module("complaints.migrations.0002_steps_and_answers_stay")
EMPTY = "данные уничтожены"
# Whose words they are: the author's; of one who has no row here, those of the child the case is about.
OF_CASE = "COALESCE(NEW.author_id, NEW.child_id)"
OF_PART = "(SELECT COALESCE(author_id, child_id) FROM complaints_complaint AS own WHERE own.id = NEW.complaint_id)"
IS_DESTROYED = "EXISTS (SELECT 1 FROM accounts_user WHERE id = {} AND destroyed_at IS NOT NULL)"

# Other steps tell what the school has done and decided.
SAID = "OLD.kind IN ('message', 'withdrawn', 'answered') AND "

# Of each table: what never changes, which words may be emptied, on which condition; from when on it is kept.
RULES = {
    "complaints_complaint": (
        ("author_id", "year", "serial", "received_on", "registered_at", "registered_on", "answer_by"),
        ("text", "wish", "author_name", "reply_to", "identity"),
        IS_DESTROYED.format(OF_CASE),
        "",
    ),
    "complaints_step": (
        ("id", "complaint_id", "kind", "by_id", "at"),
        ("text",),
        SAID + IS_DESTROYED.format(OF_PART),
        "",
    ),
    "complaints_answer": (
        ("executor", "year", "serial", "approved_by_id", "approved_at", "approved_on"),
        ("addressee", "address", "text"),
        IS_DESTROYED.format(OF_PART),
        "OLD.approved_at IS NOT NULL AND ",
    ),
}

SQLITE = """
CREATE TRIGGER {table}_keeps_its_words BEFORE UPDATE ON {table} WHEN {broken}
BEGIN SELECT RAISE(ABORT, 'complaints are kept as they were'); END
"""
POSTGRES = """
CREATE FUNCTION {table}_keeps_its_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {broken} THEN
        RAISE EXCEPTION 'complaints are kept as they were' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_keeps_its_words BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_keeps_its_words()
"""


def broken(table, vendor):
    """Return the condition of an update that changes more than it may."""
    fixed, words, allowed, when = RULES[table]
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    changed = {column: f"NEW.{column} {differs} OLD.{column}" for column in (*fixed, *words)}
    changes = [changed[column] for column in fixed]
    changes += [f"({changed[word]} AND NOT (NEW.{word} = '{EMPTY}' AND {allowed}))" for word in words]
    return f"{when}({' OR '.join(changes)})"


def add_triggers(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for name, event, table, _ in before.triggers(vendor):
        if event == "UPDATE":
            drop(schema_editor, name, table)
    pattern = {"postgresql": POSTGRES, "sqlite": SQLITE}[vendor]
    for table in RULES:
        schema_editor.execute(pattern.format(table=table, broken=broken(table, vendor)))


def drop_triggers(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in RULES:
        drop(schema_editor, f"{table}_keeps_its_words", table)
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_keeps_its_words()")
    pattern = {"postgresql": before.POSTGRES, "sqlite": before.SQLITE}[vendor]
    for name, event, table, condition in before.triggers(vendor):
        if event == "UPDATE":
            facts = {"name": name, "event": event, "table": table, "condition": condition, "each": before.EACH[event]}
            schema_editor.execute(pattern.format(**facts))


def drop(schema_editor, name, table):
    where = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {name}{where}")


class Migration(migrations.Migration):
    dependencies = (("complaints", "0002_steps_and_answers_stay"), ("accounts", "0002_ways_in"))

    operations = (migrations.RunPython(add_triggers, drop_triggers),)
