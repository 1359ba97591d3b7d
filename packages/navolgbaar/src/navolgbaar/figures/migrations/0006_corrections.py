from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0005_figures_of_a_kind'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='figureversion',
            index=models.Index(condition=Q(('number__gt', 1)), fields=['figure'], name='figures_corrections'),
        ),
    ]
