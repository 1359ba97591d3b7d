"""The bundles of a release, kept as they were."""

import django.db.models.deletion
from django.db import migrations, models

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("figures", "0002_ledger"), ("publishing", "0002_ledger")]
    operations = [
        migrations.CreateModel(
            name="ReleasedBundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=71)),
                ("without_words", models.CharField(max_length=71)),
                ("text", models.TextField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundles",
                        to="publishing.release",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="released_bundles",
                        to="figures.figureversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "version"), name="publishing_one_bundle_per_version_and_release"
                    )
                ],
            },
        ),
        *refuse_changes("publishing_releasedbundle"),
    ]
