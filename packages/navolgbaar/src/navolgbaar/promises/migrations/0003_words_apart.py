"""What an editor wrote about a statement or an event can name somebody: it moves out of the tables that only grow."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

APART = """
    INSERT INTO promises_wording (statement_id, title, title_en, actor, addressee)
        SELECT id, title, title_en, actor, addressee FROM promises_statement;
    INSERT INTO promises_telling (event_id, words, words_en)
        SELECT id, words, words_en FROM promises_event WHERE words <> '' OR words_en <> '';
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_ledger"), ("sources", "0004_stems"), ("people", "0002_field_roles")]
    operations = [
        migrations.CreateModel(
            name="Telling",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="telling",
                        serialize=False, to="promises.event",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("words_en", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="wording",
                        serialize=False, to="promises.statement",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("actor", models.CharField(blank=True, max_length=200)),
                ("addressee", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(django.db.models.functions.text.Upper("actor"), name="promises_by_actor"),
                ],
            },
        ),
        migrations.RunSQL(APART),
        migrations.RemoveIndex(model_name="statement", name="promises_st_actor_f318c8_idx"),
        migrations.RemoveField(model_name="event", name="words"),
        migrations.RemoveField(model_name="event", name="words_en"),
        migrations.RemoveField(model_name="statement", name="actor"),
        migrations.RemoveField(model_name="statement", name="addressee"),
        migrations.RemoveField(model_name="statement", name="title"),
        migrations.RemoveField(model_name="statement", name="title_en"),
        migrations.RemoveConstraint(model_name="measure", name="promises_each_measure_once"),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("title", ""), _negated=True), fields=("statement", "partner", "title"),
                name="promises_each_measure_once",
            ),
        ),
    ]  # fmt: skip
