"""Which letter a run has in hand, so that two runs at once do not send it twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_letter"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="taken_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
