"""The entry of a case stays as long as the case: of Django alone, the database knows no difference."""

import django.db.models.deletion
from django.db import migrations, models

ENTRY = models.OneToOneField(
    on_delete=django.db.models.deletion.PROTECT, related_name="entry", to="complaints.complaint"
)


class Migration(migrations.Migration):
    dependencies = (("complaints", "0003_words_of_the_destroyed"),)

    operations = (migrations.AlterField(model_name="entry", name="complaint", field=ENTRY),)
