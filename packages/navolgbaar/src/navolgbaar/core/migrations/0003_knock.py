from django.db import migrations, models


class Migration(migrations.Migration):
    """Counting tries is for every room: it was the website's."""

    dependencies = [("core", "0002_ledger")]

    operations = [
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visitor", models.CharField(max_length=32)),
                ("act", models.CharField(max_length=20)),
                ("hour", models.DateTimeField(db_index=True)),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("visitor", "act", "hour"), name="core_one_count_per_hour")
                ],
            },
        ),
    ]
