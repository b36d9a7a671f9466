"""The history of a course goes only where an act stands by which its journal was destroyed; the act stays for ever."""

from django.db import migrations

ACTS = "journal_journaldestruction"
SQLITE_STAYS = """
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON journal_change
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
"""
SQLITE_GOES = f"""
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON journal_change
WHEN NOT EXISTS (SELECT 1 FROM {ACTS} WHERE course_id = OLD.course_id)
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
"""
SQLITE_ACT = f"""
CREATE TRIGGER destruction_is_never_{{event}}d BEFORE {{event}} ON {ACTS}
BEGIN SELECT RAISE(ABORT, 'the acts are append-only'); END
"""
POSTGRES_FUNCTION = f"""
CREATE FUNCTION journal_change_goes_with_its_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM {ACTS} WHERE course_id = OLD.course_id) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'the history is append-only' USING ERRCODE = 'restrict_violation';
END $$
"""
POSTGRES = """
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON journal_change
FOR EACH ROW EXECUTE FUNCTION {function}()
"""
POSTGRES_ACT_FUNCTION = """
CREATE FUNCTION journal_acts_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the acts are append-only' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRES_ACT = f"""
CREATE TRIGGER destruction_is_never_{{event}}d BEFORE {{event}} ON {ACTS}
FOR EACH {{each}} EXECUTE FUNCTION journal_acts_are_append_only()
"""
EVENTS = {"UPDATE": "ROW", "DELETE": "ROW", "TRUNCATE": "STATEMENT"}


def replace_triggers(apps, schema_editor):
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(POSTGRES_FUNCTION)
        execute(POSTGRES_ACT_FUNCTION)
        execute("DROP TRIGGER change_is_never_deleted ON journal_change")
        execute(POSTGRES.format(function="journal_change_goes_with_its_act"))
        for event, each in EVENTS.items():
            execute(POSTGRES_ACT.format(event=event.lower(), each=each))
        return
    # Not there where SQLite has made the table anew since.
    execute("DROP TRIGGER IF EXISTS change_is_never_deleted")
    execute(SQLITE_GOES)
    # SQLite knows no TRUNCATE.
    for event in ("UPDATE", "DELETE"):
        execute(SQLITE_ACT.format(event=event.lower()))


def restore_triggers(apps, schema_editor):
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        for event in EVENTS:
            execute(f"DROP TRIGGER destruction_is_never_{event.lower()}d ON {ACTS}")
        execute("DROP TRIGGER change_is_never_deleted ON journal_change")
        execute(POSTGRES.format(function="journal_change_is_append_only"))
        execute("DROP FUNCTION journal_change_goes_with_its_act()")
        execute("DROP FUNCTION journal_acts_are_append_only()")
        return
    for event in ("update", "delete"):
        execute(f"DROP TRIGGER destruction_is_never_{event}d")
    execute("DROP TRIGGER change_is_never_deleted")
    execute(SQLITE_STAYS)


class Migration(migrations.Migration):
    dependencies = (("journal", "0024_journal_destruction"),)

    operations = (migrations.RunPython(replace_triggers, restore_triggers),)
