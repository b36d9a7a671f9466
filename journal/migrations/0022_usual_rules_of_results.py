"""The rules of results that most schools have: a school changes the rows. The certificate: order 546 of 05.10.2020."""

from django.db import migrations

QUARTER, HALF, TRIMESTER = "quarter", "half", "trimester"
# Lessons a week, and the marks wanted in a quarter, a trimester, a half.
MINIMUM = ((1, 3, 3, 5), (2, 5, 5, 5), (3, 7, 7, 7))
# Of which grade is the certificate, what goes into it, of which grade that is.
PARTS = (
    (9, "year", 9),
    (9, "exam", 9),
    (11, "term", 10),
    (11, "year", 10),
    (11, "term", 11),
    (11, "year", 11),
)


def add_rules(apps, schema_editor):
    minimum, part = (apps.get_model("journal", name) for name in ("MinimumMarks", "FinalPart"))
    minimum.objects.bulk_create(
        minimum(hours=hours, system=system, marks=marks)
        for hours, *wanted in MINIMUM
        for system, marks in zip((QUARTER, TRIMESTER, HALF), wanted, strict=True)
    )
    part.objects.bulk_create(part(certificate=of, source=source, grade=grade) for of, source, grade in PARTS)


def remove_rules(apps, schema_editor):
    for name in ("MinimumMarks", "FinalPart"):
        apps.get_model("journal", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = (("journal", "0021_rules_of_results"),)

    operations = (migrations.RunPython(add_rules, remove_rules),)
