"""What was delivered, issued and decided refuses changes, whoever asks."""

from django.db import migrations

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial"), ("core", "0002_ledger")]

    operations = refuse_changes(
        "indicators_keyperiod", "indicators_round", "indicators_delivery", "indicators_features", "indicators_issue",
        "indicators_issuefigure", "indicators_planevent",
    )  # fmt: skip
