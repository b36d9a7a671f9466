"""Say of each mark whether its written work was set after its day."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    works = apps.get_model("journal", "Work").objects.filter(is_written=True, set_on__gt=F("date"))
    apps.get_model("journal", "Mark").objects.filter(work__in=works).update(set_later=True)


class Migration(migrations.Migration):
    dependencies = [("journal", "0014_count_at_once")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
