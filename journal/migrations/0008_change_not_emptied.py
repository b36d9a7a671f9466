"""PostgreSQL refuses to empty the history at one stroke: the triggers of single rows do not see that."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER change_is_never_emptied BEFORE TRUNCATE ON journal_change
FOR EACH STATEMENT EXECUTE FUNCTION journal_change_is_append_only()
"""


# SQLite knows no TRUNCATE.
def add_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TRIGGER)


def drop_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER change_is_never_emptied ON journal_change")


class Migration(migrations.Migration):
    dependencies = (("journal", "0007_absence_note"),)

    operations = (migrations.RunPython(add_trigger, drop_trigger),)
