"""What was said, and what became of it, refuses changes as the rest of the ledger does."""

from django.db import migrations

from navolgbaar.core.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("promises", "0001_initial"), ("core", "0002_ledger")]
    operations = refuse_changes(
        "promises_statement",
        "promises_place",
        "promises_about",
        "promises_event",
        "promises_progressreport",
    )
