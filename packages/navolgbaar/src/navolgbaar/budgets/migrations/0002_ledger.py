"""Models and distributions refuse changes, whoever asks."""

from django.db import migrations

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_initial"), ("core", "0002_ledger")]

    operations = refuse_changes("budgets_model", "budgets_distribution", "budgets_distributionfigure")
