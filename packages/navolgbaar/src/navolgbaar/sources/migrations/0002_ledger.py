"""The ledger tables refuse changes, whoever asks."""

from django.db import migrations

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial"), ("core", "0002_ledger")]
    operations = refuse_changes("sources_storedfile", "sources_anchor", "sources_dataset", "sources_erasure")
