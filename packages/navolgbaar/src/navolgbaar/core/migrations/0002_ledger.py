"""The ledger tables refuse changes, whoever asks."""

from django.db import migrations

from navolgbaar.core.append_only import REFUSE_CHANGE, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("core", "0001_initial")]
    operations = [REFUSE_CHANGE, *refuse_changes("core_auditevent")]
