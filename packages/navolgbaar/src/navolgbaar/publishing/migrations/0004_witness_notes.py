"""Which witness was told of which release."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_released_bundles")]
    operations = [
        migrations.CreateModel(
            name="WitnessNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("witness", models.CharField(max_length=12)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="witness_notes",
                        to="publishing.release",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("release", "witness"), name="publishing_each_witness_told_once")
                ],
            },
        ),
        *refuse_changes("publishing_witnessnote"),
    ]
