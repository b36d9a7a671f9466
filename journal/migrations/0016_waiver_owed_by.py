import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0015_fill_set_later"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    # Nobody has waived anything before this release: no row needs a value.
    operations = [
        migrations.AddField(
            model_name="waiver",
            name="owed_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="за кем числилась",
            ),
        ),
    ]
