"""Releases of other organisations: read-only, also for the database."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from navolgbaar.core.append_only import refuse_changes

READ_ONLY = migrations.RunSQL(
    """
    CREATE FUNCTION publishing_publishes_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM publishing_organisationkey WHERE organisation_id = NEW.organisation_id) THEN
            RAISE EXCEPTION 'this organisation publishes elsewhere' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER publishes_elsewhere BEFORE INSERT ON publishing_release
        FOR EACH ROW EXECUTE FUNCTION publishing_publishes_elsewhere();
    CREATE FUNCTION publishing_imported_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM publishing_importedversion WHERE version_id = NEW.figureversion_id) THEN
            RAISE EXCEPTION 'an imported version is published by its own organisation'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER imported_stays BEFORE INSERT ON publishing_proposal_versions
        FOR EACH ROW EXECUTE FUNCTION publishing_imported_stays();
    CREATE FUNCTION publishing_imported_grows_by_import() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM publishing_importedversion i JOIN figures_figureversion v ON v.id = i.version_id
                   WHERE v.figure_id = NEW.figure_id)
           AND NOT EXISTS (SELECT 1 FROM publishing_importedversion WHERE version_id = NEW.id) THEN
            RAISE EXCEPTION 'an imported figure is corrected by its own organisation'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER imported_grows_by_import AFTER INSERT ON figures_figureversion
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION publishing_imported_grows_by_import();
    """,
    """
    DROP TRIGGER imported_grows_by_import ON figures_figureversion;
    DROP FUNCTION publishing_imported_grows_by_import();
    DROP TRIGGER imported_stays ON publishing_proposal_versions;
    DROP FUNCTION publishing_imported_stays();
    DROP TRIGGER publishes_elsewhere ON publishing_release;
    DROP FUNCTION publishing_publishes_elsewhere();
    """,
)


def protected(to, related_name):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to)


def key():
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def at():
    return ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now()))


class Migration(migrations.Migration):
    dependencies = [("figures", "0002_ledger"), ("publishing", "0004_witness_notes")]
    operations = [
        migrations.CreateModel(
            name="OrganisationKey",
            fields=[
                key(),
                ("key", models.CharField(max_length=80)),
                ("how", models.CharField(max_length=300)),
                at(),
                ("organisation", protected("people.organisation", "keys")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "key"), name="publishing_each_key_is_pinned_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedRelease",
            fields=[
                key(),
                ("public_id", models.CharField(max_length=40, unique=True)),
                ("their_id", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=300)),
                ("statement", models.TextField()),
                ("signature", models.CharField(max_length=120)),
                at(),
                ("key", protected("publishing.organisationkey", "imported_releases")),
                ("organisation", protected("people.organisation", "imported_releases")),
                ("programme", protected("programmes.programme", "imported_releases")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "their_id"), name="publishing_each_release_imported_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedVersion",
            fields=[
                key(),
                ("name", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("release", protected("publishing.importedrelease", "versions")),
                ("version", protected("figures.figureversion", "imports")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "name"), name="publishing_each_import_names_it_once"
                    )
                ],
            },
        ),
        *refuse_changes("publishing_organisationkey", "publishing_importedrelease", "publishing_importedversion"),
        READ_ONLY,
    ]
