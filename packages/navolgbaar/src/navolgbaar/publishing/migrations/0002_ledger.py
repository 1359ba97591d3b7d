"""Releases refuse changes, and there is none without a proposal that a second person approved."""

from django.db import migrations

from navolgbaar.core.append_only import refuse_changes

APPROVED_ONLY = migrations.RunSQL(
    """
    CREATE FUNCTION publishing_approved_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM publishing_proposal WHERE id = NEW.proposal_id AND state = 'approved'
                       AND approved_by_id <> prepared_by_id AND organisation_id = NEW.organisation_id) THEN
            RAISE EXCEPTION 'a release needs a proposal that a second person of the organisation approved'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER approved_only BEFORE INSERT ON publishing_release
        FOR EACH ROW EXECUTE FUNCTION publishing_approved_only();
    CREATE FUNCTION publishing_approved_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state = 'approved' THEN
            RAISE EXCEPTION 'an approved proposal stays as it was approved' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END $$;
    CREATE TRIGGER approved_stays BEFORE UPDATE OR DELETE ON publishing_proposal
        FOR EACH ROW EXECUTE FUNCTION publishing_approved_stays();
    """,
    """
    DROP TRIGGER approved_stays ON publishing_proposal;
    DROP FUNCTION publishing_approved_stays();
    DROP TRIGGER approved_only ON publishing_release;
    DROP FUNCTION publishing_approved_only();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial"), ("core", "0002_ledger")]
    operations = [*refuse_changes("publishing_release"), APPROVED_ONLY]
