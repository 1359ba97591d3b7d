"""Withdrawals refuse changes as the rest of the ledger does."""

from django.db import migrations

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("figures", "0003_withdrawal")]
    operations = refuse_changes("figures_withdrawal")
