from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("promises", "0003_words_apart")]
    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("kind__in", ("deadline", "execution", "withdrawn"))),
                fields=["-on", "-id"],
                name="promises_changes_in_order",
            ),
        ),
    ]
