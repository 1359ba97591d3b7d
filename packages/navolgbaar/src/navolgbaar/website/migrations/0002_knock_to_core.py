from django.db import migrations


class Migration(migrations.Migration):
    """What was counted is of one hour: it begins anew in core."""

    dependencies = [("website", "0001_initial"), ("core", "0003_knock")]

    operations = [migrations.DeleteModel(name="Knock")]
