import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hub', '0012_collections'),
    ]

    operations = [
        migrations.AddField(
            model_name='translationupdate',
            name='attempts',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='translationupdate',
            name='not_before',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
    ]
