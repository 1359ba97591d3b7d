"""Which forecasts each resident was told. Of earlier letters only the last one is known: by when its code was given."""

from django.db import migrations, models


def tell(apps, schema_editor):
    Resident = apps.get_model("forecasts", "Resident")
    HomeWindow = apps.get_model("forecasts", "HomeWindow")
    for resident in Resident.objects.filter(code_given_at__isnull=False).iterator():
        known = HomeWindow.objects.filter(home=resident.home_id, choice="now", told_at__lte=resident.code_given_at)
        resident.told = list(known.order_by("vintage__issued_on", "vintage__pk").values_list("vintage", flat=True))
        resident.save(update_fields=["told"])


class Migration(migrations.Migration):
    dependencies = [("forecasts", "0002_ledger")]
    operations = [
        migrations.AddField("resident", "told", models.JSONField(default=list)),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
