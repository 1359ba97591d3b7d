"""The ledger tables refuse changes, whoever asks."""

from django.db import migrations

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("fieldtests", "0001_initial"), ("core", "0002_ledger")]
    operations = refuse_changes("fieldtests_evidence", "fieldtests_releasedcells", "fieldtests_vaultkey")
