"""The ledger tables refuse changes, whoever asks."""

from django.db import migrations

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial"), ("core", "0002_ledger")]
    operations = refuse_changes(
        "figures_quantity",
        "figures_figure",
        "figures_figureversion",
        "figures_run",
        "figures_runinput",
        "figures_inputorigin",
        "figures_reading",
        "figures_publication",
        "figures_use",
    )
