"""PostgreSQL refuses to empty the audit log at one stroke: the triggers of single rows do not see that."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON accounts_auditentry
FOR EACH STATEMENT EXECUTE FUNCTION accounts_audit_is_append_only()
"""


# SQLite knows no TRUNCATE.
def add_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TRIGGER)


def drop_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_is_never_emptied ON accounts_auditentry")


class Migration(migrations.Migration):
    dependencies = (("accounts", "0004_roles_ended_here"),)

    operations = (migrations.RunPython(add_trigger, drop_trigger),)
