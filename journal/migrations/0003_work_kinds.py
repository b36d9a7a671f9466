"""The kinds of work of a Russian school: what a new work copies. Days: regulation, 4.1.2."""

from django.db import migrations

WRITTEN, ORAL = (True, 6), (False, 0)
WHOLE, LISTED = "present", "listed"

# code, name, short name, (written, days), weight, parts, audience
KINDS = (
    ("answer", "Ответ на уроке", "О", ORAL, 1, 1, WHOLE),
    ("homework", "Домашняя работа", "ДЗ", WRITTEN, 1, 1, LISTED),
    ("independent", "Самостоятельная работа", "СР", WRITTEN, 2, 1, WHOLE),
    ("check", "Проверочная работа", "ПР", WRITTEN, 2, 1, WHOLE),
    ("test", "Контрольная работа", "К", WRITTEN, 3, 1, WHOLE),
    ("dictation", "Диктант", "Д", WRITTEN, 2, 1, WHOLE),
    ("dictation-task", "Диктант с заданием", "ДЗд", WRITTEN, 3, 2, WHOLE),
    ("retelling", "Изложение", "Изл", WRITTEN, 3, 2, WHOLE),
    ("essay", "Сочинение", "Соч", WRITTEN, 3, 2, WHOLE),
    ("quiz", "Тест", "Т", WRITTEN, 2, 1, WHOLE),
    ("laboratory", "Лабораторная работа", "ЛР", WRITTEN, 2, 1, WHOLE),
    ("practical", "Практическая работа", "ПрР", WRITTEN, 2, 1, WHOLE),
    ("vocabulary", "Словарный диктант", "СД", WRITTEN, 1, 1, WHOLE),
    ("reading", "Техника чтения", "ТЧ", ORAL, 2, 1, WHOLE),
    ("by-heart", "Наизусть", "Наиз", ORAL, 1, 1, WHOLE),
    ("credit", "Зачёт", "Зч", ORAL, 2, 1, WHOLE),
    ("norm", "Сдача норматива", "Нм", ORAL, 1, 1, WHOLE),
    ("project", "Проект", "Пт", ORAL, 2, 1, LISTED),
    ("transfer", "Из справки", "Спр", ORAL, 1, 1, LISTED),
)


def add_kinds(apps, schema_editor):
    work_kind = apps.get_model("journal", "WorkKind")
    work_kind.objects.bulk_create(
        work_kind(
            code=code,
            name=name,
            short_name=short_name,
            position=position,
            is_written=is_written,
            days=days,
            weight=weight,
            parts=parts,
            audience=audience,
            is_implicit=code == "answer",
            owes_marks=code != "transfer",
        )
        for position, (code, name, short_name, (is_written, days), weight, parts, audience) in enumerate(KINDS, 1)
    )


def remove_kinds(apps, schema_editor):
    apps.get_model("journal", "WorkKind").objects.filter(code__in=[kind[0] for kind in KINDS]).delete()


class Migration(migrations.Migration):
    dependencies = (("journal", "0002_change_append_only"),)

    operations = (migrations.RunPython(add_kinds, remove_kinds),)
