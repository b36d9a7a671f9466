"""The log knows the archives of years and the journals destroyed; SQLite makes its table anew, and its triggers too."""

from django.db import migrations, models

SQLITE = """
CREATE TRIGGER IF NOT EXISTS audit_is_never_{event}d BEFORE {event} ON accounts_auditentry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
"""


def restore_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(event=event.lower()))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_deeds_of_the_year'),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, restore_triggers),
        migrations.RemoveConstraint(
            model_name='auditentry',
            name='audit_kind_is_known',
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='kind',
            field=models.CharField(choices=[('added', 'человек внесён'), ('changed', 'сведения изменены'), ('login', 'логин выдан'), ('slip', 'карточка напечатана'), ('entered', 'карточка использована'), ('password', 'пароль изменён'), ('factor-added', 'второй шаг включён'), ('factor-taken', 'второй шаг выключен'), ('signed-out', 'вход на устройствах закончен'), ('locked', 'вход закрыт'), ('unlocked', 'вход открыт'), ('role-given', 'роль дана'), ('role-ended', 'роль закончена'), ('linked', 'представитель записан'), ('unlinked', 'представительство закончено'), ('allowed', 'совершеннолетний разрешил родителю читать'), ('forbidden', 'совершеннолетний запретил родителю читать'), ('imported', 'школьная таблица загружена'), ('archived', 'выдан архив сведений'), ('destroyed', 'персональные данные уничтожены'), ('promoted', 'итог года внесён'), ('rules-changed', 'правила итоговых отметок изменены'), ('year-opened', 'учебный год открыт'), ('year-archived', 'записан архив учебного года'), ('year-destroyed', 'журналы года уничтожены')], max_length=16, verbose_name='что'),
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['added', 'changed', 'login', 'slip', 'entered', 'password', 'factor-added', 'factor-taken', 'signed-out', 'locked', 'unlocked', 'role-given', 'role-ended', 'linked', 'unlinked', 'allowed', 'forbidden', 'imported', 'archived', 'destroyed', 'promoted', 'rules-changed', 'year-opened', 'year-archived', 'year-destroyed'])), name='audit_kind_is_known'),
        ),
        migrations.RunPython(restore_triggers, migrations.RunPython.noop),
    ]
