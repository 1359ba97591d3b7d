"""Plans, forecasts and track records refuse changes, whoever asks. Homes and their windows can be erased."""

from django.db import migrations

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("forecasts", "0001_initial"), ("core", "0002_ledger")]
    operations = refuse_changes(
        "forecasts_plan",
        "forecasts_vintage",
        "forecasts_vintagefigure",
        "forecasts_farewell",
        "forecasts_trackrecord",
    )
